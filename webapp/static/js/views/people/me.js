/** Me: who is signed in on which phone, how the sync goes, language, storage, version, sign out. */
import { html } from "htm/preact";
import { syncNow } from "../../courier/commands.js";
import { me } from "../../store/state.js";
import { Chips } from "../../ui/chips.js";
import { Screen, Section } from "../../ui/screen.js";
import { SyncReport } from "../../ui/sync_report.js";
import { announce } from "../../ui/toast.js";
import { chooseLanguage, language } from "../../ui/words.js";
import { say } from "../../ui/words_later.js";
import { InstallCard } from "./install.js";
import { Storage } from "./storage.js";
import { Version } from "./version.js";

/** @import { Language } from "../../ui/words.js" */

/** Each language is named in itself, or nobody could find the way back. */
const LANGUAGES = /** @type {{ value: Language, text: string }[]} */ ([
  { value: "zh", text: "中文" },
  { value: "en", text: "English" },
]);

/** Who is signed in, and how this phone is set up. */
export function Me() {
  return html`<${Screen} title=${say("app.tab_me")} tab="me">
    <${Person} />
    <${InstallCard} />
    <${Section} name="syncing" title=${say("later.sync")}>
      <div class="card stack"><${SyncReport} />
        <div class="beside" data-fill>
          <button class="button" type="button" onClick=${syncNow}>${say("later.sync_now")}</button>
          <a class="button" href="#/outbox">${say("later.outbox")}</a>
        </div>
      </div>
    <//>
    <${Chips} name="language" legend=${say("later.language")} value=${language.value} choices=${LANGUAGES} choose=${choose} />
    <${Section} name="phone" title=${say("later.this_phone")}><${Storage} /><${Version} /><//>
    <a class="button" href="#/rules">${say("later.rules")}</a>
    <a class="button" href="#/old-clients">${say("later.old_clients")}</a>
    <a class="button" data-kind="quiet" href="/password">${say("later.change_password")}</a>
    <a class="button" href="#/me/sign-out">${say("later.sign_out")}</a>
  <//>`;
}

/** @param {Language} chosen */
async function choose(chosen) {
  await chooseLanguage(chosen).catch(() => announce({ text: say("app.part_missing") }));
}

function Person() {
  const known = me.value;
  if (known === null) return null;
  return html`<div class="agent">
    <span class="portrait" aria-hidden="true">${[...known.person.name][0]}</span>
    <div><b class="agent-name"><bdi>${known.person.name}</bdi></b>
      <p class="second">${say("app.agent_line", { number: known.person.staff_number, project: known.project.name })}</p></div>
  </div>`;
}
