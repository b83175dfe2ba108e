// Comfort for those with JavaScript; everything here has a way without.
import "./keys.js";
import "./forms.js";
import { followJob } from "./job.js";

document.documentElement.classList.add("scripted");
followJob(document.querySelector("[data-job]"));
