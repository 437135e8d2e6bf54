#include <algorithm>

#include "export/brief_story.h"
#include "export/markdown_text.h"
#include "export/plain_text.h"
#include "export/text_answers.h"
#include "export/text_page.h"

namespace relata {
namespace {

// A longer quote is cut: the document holds the rest.
constexpr std::size_t quote_columns_max = 600;

Tone tone_of(BriefSectionKind kind) {
  switch (kind) {
    case BriefSectionKind::confirmed:
      return Tone::confirmed;
    case BriefSectionKind::reported:
    case BriefSectionKind::hearsay:
      return Tone::reported;
    case BriefSectionKind::contested:
      return Tone::contested;
    case BriefSectionKind::denied:
      return Tone::denied;
    case BriefSectionKind::uncertain:
      return Tone::uncertain;
    case BriefSectionKind::identity:
    case BriefSectionKind::connection:
    case BriefSectionKind::unknown:
      break;
  }
  return Tone::title;
}

std::string text_of(const BriefParagraph& paragraph) {
  std::string text;
  for (const BriefSentence& sentence : paragraph.sentences) {
    text += (text.empty() ? "" : " ") + sentence.text;
  }
  return text;
}

// "Kremlin, 28 April 2025: "..." (Kremlin, "Statement ...", 28 April 2025, ", without the address
// and what closes the bracket.
std::string before_address(const BriefSourceWords& source) {
  std::string text = source.who;
  for (const std::string* more : {&source.when, &source.via}) {
    if (!more->empty()) text += ", " + *more;
  }
  if (!source.quote.empty()) text += ": " + fit(visible(source.quote), quote_columns_max);
  text += " (";
  return source.document.empty() ? text : text + source.document + ", ";
}

void put_sources(TextPage& page, const BriefAnswer& answer, const BriefStory& story,
                 const BriefLanguage& language) {
  page.blank();
  page.line(std::string(language.sources_heading), Tone::title);
  for (std::size_t i = 0; i < story.sources.size(); ++i) {
    const BriefSourceWords source = source_words(language, answer.graph, *story.sources[i]);
    const std::string number = "[" + std::to_string(i + 1) + "] ";
    page.paragraph({.first = number, .rest = std::string(number.size(), ' ')},
                   {{.text = before_address(source)},
                    {.text = source.address, .tone = Tone::dim},
                    {.text = ")"}});
  }
}

}  // namespace

std::string text_of(const BriefAnswer& answer, const RenderOptions& options) {
  const BriefLanguage& language = brief_language(options.language);
  const BriefStory story = tell(answer, options);
  TextPage page(options);
  page.line(story.title, Tone::title);
  page.line(std::string(language.view_heading) + ": " + story.view, Tone::dim);
  for (const BriefSection& section : story.sections) {
    page.blank();
    page.line(section.heading, tone_of(section.kind));
    for (const BriefParagraph& paragraph : section.paragraphs) {
      std::vector<Piece> pieces;
      if (!paragraph.head.empty()) {
        pieces.push_back({.text = paragraph.head + ": ", .tone = Tone::entity});
      }
      pieces.push_back({.text = text_of(paragraph)});
      page.paragraph({}, pieces);
    }
  }
  if (!story.sources.empty()) put_sources(page, answer, story, language);
  page.notes(story.caveats);
  page.counters(answer.counters);
  return page.take();
}

std::string markdown_of(const BriefAnswer& answer, const RenderOptions& options) {
  const BriefLanguage& language = brief_language(options.language);
  const BriefStory story = tell(answer, options);
  std::string out = "# " + markdown_text(story.title) + "\n\n*" +
                    markdown_text(std::string(language.view_heading) + ": " + story.view) + "*\n";
  for (const BriefSection& section : story.sections) {
    out += "\n## " + markdown_text(section.heading) + "\n";
    for (const BriefParagraph& paragraph : section.paragraphs) {
      out += "\n";
      if (!paragraph.head.empty()) out += "**" + markdown_text(paragraph.head) + ".** ";
      out += markdown_text(text_of(paragraph), MarkdownBrackets::keep) + "\n";
    }
  }
  if (!story.sources.empty()) {
    out += "\n## " + markdown_text(language.sources_heading) + "\n\n";
  }
  for (std::size_t i = 0; i < story.sources.size(); ++i) {
    const BriefSourceWords source = source_words(language, answer.graph, *story.sources[i]);
    out += "- [" + std::to_string(i + 1) + "] " + markdown_text(before_address(source)) +
           markdown_address(source.address) + ")\n";
  }
  for (const std::string& caveat : story.caveats) out += "\n*" + markdown_text(caveat) + "*\n";
  return out;
}

}  // namespace relata
