"""Pages that are pictures: drawn, turned upright, and read by Tesseract.

Enter by `page_picture.py`, which makes lines like any reader's of one page, and words with how sure
each of them is; `image_files.py` is for files that are pictures themselves. Only
`tesserocr_engine.py` imports tesserocr; where there is none, `tesseract_program.py` asks the
system's own `tesseract`.
"""
