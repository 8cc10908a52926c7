#include "figure_entry.h"

#include "figure_card.h"
#include "figure_field.h"
#include "key_button.h"
#include "keypad.h"
#include "theme.h"
#include "words_fit.h"

#include <QKeyEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

FigureEntry::FigureEntry(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this))
    , m_field(new FigureField(theme, this))
    , m_result(new FigureCard(theme, FigureCard::Ground::None, this))
{
    m_column->setContentsMargins({});
    m_column->addWidget(m_field);
    m_column->addWidget(m_result);
    m_field->setObjectName(u"figureField"_s);
    m_column->addStretch();
    m_result->hide();
    const auto dress = [this] { m_column->setSpacing(m_theme.gap()); };
    connect(&theme, &Theme::changed, this, dress);
    dress();
    makeKeypad();
}

void FigureEntry::makeKeypad()
{
    delete m_keypad;
    Keypad::Corner corner = Keypad::Corner::DoubleZero;
    if (m_figure.kind() == TypedFigure::Kind::Percent)
        corner = Keypad::Corner::Decimal;
    else if (m_figure.kind() == TypedFigure::Kind::Pieces)
        corner = m_halves == Halves::Sold ? Keypad::Corner::Half : Keypad::Corner::Empty;
    m_keypad = new Keypad(m_theme, corner, this);
    m_keypad->setKeyMm(m_keyMm);
    m_keypad->setObjectName(u"keypad"_s);
    m_column->insertWidget(m_column->indexOf(m_result) + 1, m_keypad, 1);
    m_keypad->show(); // Now, so that the sheet is laid out with it.
    limitHeight();
    connect(m_keypad, &Keypad::digit, this, &FigureEntry::type);
    connect(m_keypad, &Keypad::erased, this, &FigureEntry::erase);
}

void FigureEntry::begin(const TypedFigure &figure, const QString &name, Halves halves)
{
    m_figure = figure;
    m_halves = halves;
    m_proposed = false;
    m_field->setAccessibleName(name);
    m_result->hide();
    makeKeypad();
    showFigure();
}

void FigureEntry::setFigures(const Figures &figures)
{
    m_figures = figures;
    showFigure();
}

void FigureEntry::setKeyMm(qreal mm)
{
    m_keyMm = mm;
    m_keypad->setKeyMm(mm);
}

void FigureEntry::setMostKeyHeight(int px)
{
    m_mostKeyHeight = px;
    limitHeight();
}

void FigureEntry::limitHeight()
{
    if (m_mostKeyHeight < QWIDGETSIZE_MAX)
        m_keypad->setMaximumHeight(4 * m_mostKeyHeight + 3 * m_theme.gap());
}

void FigureEntry::propose(const QString &text)
{
    m_figure.setText(text);
    m_proposed = true;
    showFigure();
    emit changed();
}

void FigureEntry::setResult(const QString &words, const QString &result)
{
    m_result->show({{.words = words, .figure = result, .strong = true}});
    m_result->setVisible(!words.isEmpty());
}

void FigureEntry::type(const QString &digits)
{
    if (m_proposed)
        m_figure.setText({});
    m_proposed = false;
    for (const QChar digit : digits)
        m_figure.type(digit);
    showFigure();
    emit changed();
}

void FigureEntry::erase()
{
    m_proposed = false;
    m_figure.erase();
    showFigure();
    emit changed();
}

void FigureEntry::showFigure()
{
    m_field->show(m_figure.shown(m_figures));
}

bool FigureEntry::takeKey(const QKeyEvent &event)
{
    if (event.key() == Qt::Key_Backspace) {
        erase();
        return true;
    }
    const QString text = event.text();
    TypedFigure tried = m_figure;
    if (text.size() != 1 || !tried.type(text.front()))
        return false;
    type(text);
    return true;
}

bool FigureEntry::textFits() const
{
    return m_field->textFits() && wordsFit(*this);
}
