// Starts what Wagtail starts by scripts written into a page, which our policy forbids:
// widgets, wherever and whenever they come into the page.
const construct = (name) => (at, options) => new window[name](at, options);
const STARTS = {
  initDateChooser: (at, options) => window.initDateChooser(at, options),
  initDateTimeChooser: (at, options) => window.initDateTimeChooser(at, options),
  InlinePanel: (_at, options) => new window.InlinePanel(options),
  Chooser: construct("Chooser"),
  PageChooser: construct("PageChooser"),
  ImageChooser: construct("ImageChooser"),
  DocumentChooser: construct("DocumentChooser"),
};

class Start extends window.StimulusModule.Controller {
  static values = { what: String, at: String, options: Object, done: Boolean };

  connect() {
    // It connects again when it is moved.
    if (this.doneValue || !(this.whatValue in STARTS)) return;
    this.doneValue = true;
    STARTS[this.whatValue](this.atValue, this.optionsValue);
  }
}

window.wagtail.app.register("start", Start);
