/** "I do not agree": an appeal in the agent's own words. The words are kept on this phone until the server has them. */
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { keepDraft, takeDraft } from "../../courier/commands.js";
import { fileDispute } from "../../courier/disputes.js";
import { clients, sync } from "../../store/state.js";
import { setDirty } from "../../ui/dirty.js";
import { failureInWords } from "../../ui/failure.js";
import { NoteField } from "../../ui/field.js";
import { leave } from "../../ui/route.js";
import { Screen } from "../../ui/screen.js";
import { datedTime } from "../../ui/times.js";
import { announce } from "../../ui/toast.js";
import { inOurLanguage } from "../../ui/words.js";
import { say } from "../../ui/words_later.js";
import { clientName } from "../ownership/client_name.js";

/** @import { Ruling } from "../../types.js" */

/** @param {{ id: string }} props the client */
export function Dispute({ id }) {
  const client = clients.value.find((each) => each.id === id);
  const above = `#/clients/${id}`;
  if (client === undefined || client.ruling === null) {
    return html`<${Screen} title=${say("file.dispute_title")} above=${above} glyph="close"><p>${say("later.client_not_here")}</p><//>`;
  }
  return html`<${DisputeForm} id=${id} name=${clientName(client.name)} ruling=${client.ruling} above=${above} />`;
}

/** @param {{ id: string, name: string, ruling: Ruling, above: string }} props */
function DisputeForm({ id, name, ruling, above }) {
  const { words, write, forget } = useWords(`dispute:${id}`);
  const [problem, setProblem] = useState("");
  const sending = useRef(false);
  const { online } = sync.value;
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (sending.current || !online) return;
    if (words.trim() === "") return setProblem(say("file.dispute_words_missing"));
    sending.current = true;
    try {
      const until = await fileDispute(id, ruling.number, words.trim());
      forget();
      leave(above);
      announce({ text: say("file.dispute_sent", { time: datedTime(until) }) });
    } catch (failure) {
      setProblem(failureInWords(failure));
    } finally {
      sending.current = false;
    }
  };
  const foot = html`<button class="button" data-kind="ink" data-wide form="dispute" type="submit" disabled=${!online}>${say("file.dispute_send")}</button>`;
  return html`<${Screen} title=${say("file.dispute_title")} above=${above} glyph="close" foot=${foot}>
    <p class="sentence"><bdi>${name}</bdi></p>
    <p>${inOurLanguage(ruling.sentence)}</p>
    <form id="dispute" class="stack" novalidate onSubmit=${send}>
      <${NoteField} name="words" label=${say("file.dispute_words")} value=${words} write=${write} />
      <p class="toned" data-tone="seal" role="alert">${problem}</p>
      <p class="second">${say("file.dispute_note")}</p>
      <p class="second" role="status">${online ? "" : say("file.dispute_offline")}</p>
    </form>
  <//>`;
}

/** What is being written, sealed on this phone until it is sent. @param {string} draft */
function useWords(draft) {
  const [words, setWords] = useState("");
  useEffect(() => {
    void takeDraft(draft).then((kept) => {
      if (kept !== null) setWords(kept.words);
    });
    return () => setDirty(false);
  }, [draft]);
  const write = (/** @type {string} */ text) => {
    setWords(text);
    setDirty(true);
    void keepDraft(draft, { words: text });
  };
  const forget = () => {
    setDirty(false);
    void keepDraft(draft, null);
  };
  return { words, write, forget };
}
