// Whether a file is a voice recording, by its bytes: the browser's half of
// intake/voice.py, since what is sealed here the server cannot look at.

const AUDIO_BRANDS = ["3gp", "3g2"];
// A video track's handler, a video codec of Matroska, Theora's first header.
const PICTURES = /hdlr[^]{8}vide|V_VP[89]|V_AV1|V_MPEG|\x80theora/;
const STEP = 1024 * 1024;
const OVERLAP = 32;

const latin = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");

function framed(head) {
  if (head.length < 4 || head[0] !== 0xff) return null;
  if ((head[1] & 0xf6) === 0xf0) return "audio/aac";
  const layerThree = (head[1] & 0xe6) === 0xe2;
  return layerThree && (head[2] & 0xf0) !== 0xf0 ? "audio/mpeg" : null;
}

/** Return the media type that the first 64 bytes say, or null: no recording. */
export function voiceType(head) {
  const text = latin(head);
  if (text.startsWith("OggS")) return "audio/ogg";
  if (text.startsWith("\x1a\x45\xdf\xa3")) return "audio/webm";
  if (text.startsWith("#!AMR")) return "audio/amr";
  if (text.startsWith("ID3")) return "audio/mpeg";
  if (text.slice(4, 8) === "ftyp") {
    return AUDIO_BRANDS.includes(text.slice(8, 11)) ? "audio/3gpp" : "audio/mp4";
  }
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WAVE") return "audio/wav";
  return framed(head);
}

const read = async (file, from, to) =>
  new Uint8Array(await file.slice(from, to).arrayBuffer());

/** Tell whether a chosen file is a recording without moving pictures in it. */
export async function isVoice(file) {
  if (!voiceType(await read(file, 0, 64))) return false;
  for (let at = 0; at < file.size; at += STEP) {
    const piece = await read(file, at, at + STEP + OVERLAP);
    if (PICTURES.test(latin(piece))) return false;
  }
  return true;
}
