#include "customer_sheet.h"

#include "counter.h"
#include "text_field.h"
#include "words.h"
#include "words_fit.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr int longestName = 40;
}

CustomerSheet::CustomerSheet(const Theme &theme, Counter &counter, QWidget *parent,
                             MonotonicMs clock)
    : Sheet(theme, parent, std::move(clock))
    , m_counter(counter)
    , m_name(new TextField(theme, tr("Name"), TextField::LabelPlace::Above, this))
    , m_save(&setMainKey(tr("Save"), u"check"_s, KeyButton::Kind::Accent))
{
    setObjectName(u"customerSheet"_s);
    setTitle(tr("Customer"));
    setBackWords(tr("Back"));
    backKey().setObjectName(u"backKey"_s);
    m_save->setObjectName(u"saveCustomerKey"_s);
    m_name->setObjectName(u"customerName"_s);
    m_name->edit().setMaxLength(longestName);
    m_name->setHelp(tr("Only on this screen. It is not on the receipt."));
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->addWidget(m_name);
    column->addStretch(1);
    setContent(content);
    connect(m_name, &TextField::textEdited, m_name, [this] { m_name->setError({}); });
    connect(m_name, &TextField::accepted, this, &CustomerSheet::save);
    connect(m_save, &KeyButton::clicked, this, &CustomerSheet::save);
}

void CustomerSheet::setFrame(const CounterFrame &frame)
{
    setPadding(frame.sheetPad);
}

bool CustomerSheet::textFits() const
{
    return wordsFit(*this);
}

void CustomerSheet::showEvent(QShowEvent *event)
{
    Sheet::showEvent(event);
    const Basket *basket = m_counter.basket();
    m_name->setError({});
    m_name->setText(basket ? basket->customer : QString());
    m_name->edit().setFocus(Qt::OtherFocusReason);
    m_name->edit().selectAll();
}

void CustomerSheet::save()
{
    const bool nothingToDo = !m_counter.basket() && m_name->text().trimmed().isEmpty();
    const Result<void> saved = nothingToDo ? Result<void>() : m_counter.setCustomer(m_name->text());
    if (saved)
        emit backAsked();
    else
        m_name->setError(errorSentence(saved.error()));
}
