// How far a job is, asked again and again until it is done.

export async function followJob(place) {
  if (!place || place.dataset.state !== "running") return;
  const bar = place.querySelector("progress");
  const at = place.querySelector("[data-job-at]");
  const words = place.querySelector("[data-job-step]");
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const answer = await fetch(place.dataset.job).catch(() => null);
    if (!answer) continue;
    const job = await answer.json();
    if (job.state === "done") return void location.replace(place.dataset.result);
    if (!answer.ok || job.state === "failed") return void location.reload();
    if (!job.total) continue;
    bar.max = job.total;
    bar.value = job.done;
    at.textContent = job.at;
    const text = place.dataset.step.replace("{step}", job.step).replace("{done}", job.done).replace("{total}", job.total);
    if (words.textContent !== text) words.textContent = text;
  }
}
