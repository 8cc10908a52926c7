#include "goods_start_page.h"

#include "catalogue_file.h"
#include "chosen_file.h"
#include "file_field.h"
#include "first_run.h"
#include "key_button.h"
#include "label_fit.h"
#include "problem_list.h"
#include "segment.h"
#include "text_label.h"
#include "trouble_words.h"
#include "when_done.h"

#include <QLocale>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace {

constexpr int problemsShown = 20;

/// A file as chosen and as read.
struct ReadFile {
    QByteArray csv;
    CatalogueFile goods;
};

QFuture<Result<ReadFile>> readGoods(const QString &path)
{
    return readChosenFile(path).then([](const Result<QByteArray> &csv) -> Result<ReadFile> {
        if (!csv)
            return csv.error();
        return ReadFile {*csv, readCatalogueFile(*csv)};
    });
}

} // namespace

GoodsStartPage::GoodsStartPage(const Theme &theme, QWidget *parent)
    : FirstRunPage(theme, parent)
    , m_kind(new Segment(theme, tr("Goods"), this))
    , m_samples(new TextLabel(
          theme, Style::Line,
          tr("A small bakery to try things with. Your own goods can take its place at any time."),
          this))
    , m_file(new FileField(theme, tr("File with the goods"), this))
    , m_check(new KeyButton(theme, tr("Check the file"), u"check"_s, this))
    , m_outcome(new TextLabel(theme, Style::Line, {}, this))
    , m_problems(new ProblemList(theme, this))
{
    m_kind->setObjectName(u"goodsKind"_s);
    m_kind->setWords({{tr("Start with sample goods"), {}}, {tr("Import a CSV file"), {}}});
    m_check->setObjectName(u"checkFileKey"_s);
    m_outcome->setObjectName(u"fileOutcome"_s);
    m_samples->setRole(Role::Ink2);
    m_samples->setWordWrap(true);
    m_outcome->setWordWrap(true);
    m_outcome->setLook(Style::Line, Weight::Bold);
    build();
    connect(m_kind, &Segment::chosen, this, [this] { showKind(); });
    connect(m_file, &FileField::pathChanged, this, [this] { forget(); });
    connect(m_file, &FileField::accepted, this, [this] { read(); });
    connect(m_check, &KeyButton::clicked, this, [this] { read(); });
    connect(&theme, &Theme::changed, this, [this] { dress(); });
    forget();
    showKind();
    dress();
}

void GoodsStartPage::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_kind);
    column->addWidget(m_samples);
    column->addWidget(m_file);
    column->addWidget(m_check, 0, Qt::AlignLeft);
    column->addWidget(m_outcome);
    column->addWidget(m_problems, 20); // Nearly all, where it is shown.
    column->addStretch(1);
}

void GoodsStartPage::dress()
{
    layout()->setSpacing(theme().unit(4));
}

bool GoodsStartPage::ownGoods() const
{
    return m_kind->chosenWord() == 1;
}

void GoodsStartPage::setCurrency(const QString &currency)
{
    m_currency = currency;
}

void GoodsStartPage::showKind()
{
    const bool own = ownGoods();
    m_samples->setVisible(!own);
    m_file->setVisible(own);
    m_check->setVisible(own);
    m_outcome->setVisible(own && !m_outcome->text().isEmpty());
    m_problems->setVisible(own && !m_problems->problems().isEmpty());
    if (own)
        m_file->setFocus(Qt::OtherFocusReason);
}

void GoodsStartPage::forget()
{
    m_csv.clear();
    m_goods = 0;
    m_file->setError({});
    m_problems->setProblems({});
    m_outcome->setText({});
    m_outcome->hide();
    m_check->setEnabled(!m_file->path().isEmpty());
}

void GoodsStartPage::read()
{
    if (m_reading || m_file->path().isEmpty())
        return;
    forget();
    m_reading = true;
    m_check->setWaiting(true);
    whenDone(readGoods(m_file->path()), this, [this](const Result<ReadFile> &read) {
        m_reading = false;
        m_check->setWaiting(false);
        if (read) {
            m_csv = read->csv;
            show(read->goods);
        } else {
            say(troubleWords(read.error()), false);
        }
        emit fileRead();
    });
}

void GoodsStartPage::show(const CatalogueFile &file)
{
    if (!file.problems.isEmpty()) {
        m_problems->setProblems(file.problems.mid(0, problemsShown).join(u'\n'));
        say(tr("Lines to correct: %1").arg(QLocale().toString(file.problems.size())), false);
        return;
    }
    m_goods = int(file.rows.size());
    m_fileCurrency = file.currency.code;
    if (m_fileCurrency == m_currency)
        say(tr("Goods in the file: %1. All lines are good.").arg(QLocale().toString(m_goods)),
            true);
    else
        say(tr("The file is in %1, the shop in %2.").arg(m_fileCurrency, m_currency), false);
}

void GoodsStartPage::say(const QString &sentence, bool good)
{
    m_outcome->setRole(good ? Role::Ok : Role::Danger);
    m_outcome->setText(sentence);
    m_outcome->setVisible(ownGoods());
}

QString GoodsStartPage::title() const
{
    return tr("Goods");
}

QString GoodsStartPage::help() const
{
    return tr("What do you want to begin with?");
}

/// A file that was not read yet is read first; fileRead() tells when.
bool GoodsStartPage::check()
{
    if (!ownGoods())
        return true;
    if (m_file->path().isEmpty()) {
        m_file->setError(tr("Choose a file, or start with sample goods"));
        m_file->setFocus(Qt::OtherFocusReason);
        return false;
    }
    if (m_goods == 0) {
        if (m_outcome->text().isEmpty())
            read();
        return false;
    }
    if (m_fileCurrency == m_currency)
        return true;
    say(tr("The file is in %1, the shop in %2.").arg(m_fileCurrency, m_currency), false);
    return false;
}

void GoodsStartPage::answer(FirstRunChoice &choice) const
{
    choice.catalogueCsv = ownGoods() ? std::optional(m_csv) : std::nullopt;
}

bool GoodsStartPage::mark(const Error &error)
{
    const bool mine = error.reason == Error::Reason::BadRow
        || error.reason == Error::Reason::NoTaxRate || error.field == "currency"_L1;
    if (!mine)
        return false;
    if (error.reason == Error::Reason::BadRow)
        m_problems->setProblems(error.detail);
    say(troubleWords(error), false);
    return true;
}

QWidget *GoodsStartPage::firstField() const
{
    return m_kind->word(m_kind->chosenWord());
}

bool GoodsStartPage::textFits() const
{
    return m_kind->textFits() && labelFits(*m_samples) && labelFits(*m_outcome)
        && (m_check->isHidden() || m_check->textFits());
}
