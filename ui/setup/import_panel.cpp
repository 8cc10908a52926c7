#include "import_panel.h"

#include "chosen_file.h"
#include "file_field.h"
#include "key_button.h"
#include "label_fit.h"
#include "problem_list.h"
#include "text_label.h"
#include "trouble_words.h"
#include "when_done.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ImportPanel::ImportPanel(const Theme &theme, const Words &words, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new TextLabel(theme, Style::LineSum, words.title, this))
    , m_help(new TextLabel(theme, Style::Body, words.help, this))
    , m_file(new FileField(theme, words.title, this))
    , m_key(new KeyButton(theme, words.key, u"down"_s, this))
    , m_outcome(new TextLabel(theme, Style::Line, {}, this))
    , m_problems(new ProblemList(theme, this))
{
    m_key->setObjectName(u"importKey"_s);
    m_key->setEnabled(false);
    m_outcome->setObjectName(u"importOutcome"_s);
    m_help->setRole(Role::Ink2);
    m_help->setWordWrap(true);
    m_outcome->setWordWrap(true);
    m_outcome->setLook(Style::Line, Weight::Bold);
    m_outcome->hide();
    build();
    connect(m_file, &FileField::pathChanged, this, [this](const QString &path) {
        m_key->setEnabled(m_import && !path.trimmed().isEmpty());
        m_file->setError({});
    });
    connect(m_file, &FileField::accepted, this, [this] { start(); });
    connect(m_key, &KeyButton::clicked, this, [this] { start(); });
    connect(&theme, &Theme::changed, this, [this] { dress(); });
    dress();
}

void ImportPanel::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_title);
    column->addWidget(m_help);
    column->addWidget(m_file);
    column->addWidget(m_key, 0, Qt::AlignLeft);
    column->addWidget(m_outcome);
    column->addWidget(m_problems, 20); // Nearly all, where it is shown.
    column->addStretch(1);
}

void ImportPanel::dress()
{
    layout()->setSpacing(m_theme.unit(3));
}

void ImportPanel::setImport(const Import &import)
{
    m_import = import;
    m_key->setEnabled(m_import && !m_file->path().isEmpty());
}

QString ImportPanel::outcome() const
{
    return m_outcome->text();
}

bool ImportPanel::textFits() const
{
    return labelFits(*m_title) && labelFits(*m_help) && labelFits(*m_outcome) && m_key->textFits();
}

void ImportPanel::start()
{
    if (m_busy || !m_key->isEnabled())
        return;
    m_busy = true;
    m_key->setWaiting(true);
    m_problems->setProblems({});
    m_outcome->hide();
    whenDone(readChosenFile(m_file->path()), this, [this](const Result<QByteArray> &csv) {
        if (csv)
            bring(*csv);
        else
            tell(csv.error());
    });
}

void ImportPanel::bring(const QByteArray &csv)
{
    whenDone(m_import(csv), this, [this](const Result<ImportSummary> &summary) { tell(summary); });
}

void ImportPanel::tell(const Result<ImportSummary> &summary)
{
    m_busy = false;
    m_key->setWaiting(false);
    if (!summary) {
        m_problems->setProblems(
            summary.error().reason == Error::Reason::BadRow ? summary.error().detail : QString());
        say(troubleWords(summary.error()), false);
        return;
    }
    say(tr("Done: %1 new, %2 changed, %3 as they were.")
            .arg(summary->added)
            .arg(summary->changed)
            .arg(summary->unchanged),
        true);
    emit imported();
}

void ImportPanel::say(const QString &sentence, bool good)
{
    m_outcome->setRole(good ? Role::Ok : Role::Danger);
    m_outcome->setText(sentence);
    m_outcome->show();
}
