#include "notice_card.h"

#include "face.h"
#include "fitted_text.h"
#include "key_button.h"

#include <QAccessible>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

NoticeCard::NoticeCard(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_words(new FittedText(theme, Style::Body, FittedText::Lines::Many, this))
    , m_key(new KeyButton(theme, {}, this))
{
    setObjectName(u"noticeCard"_s);
    m_key->setObjectName(u"noticeKey"_s);
    m_words->setLook(Style::Body, Weight::Bold);
    m_words->setRole(Role::Danger);
    m_words->setIconName(u"warning"_s);
    m_words->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(m_key, &KeyButton::clicked, this, &NoticeCard::keyTapped);
    hide();
}

void NoticeCard::say(const QString &words, const QString &key)
{
    const bool news = words != m_words->text() && !words.isEmpty();
    m_words->setText(words);
    m_key->setWords(key);
    m_key->setVisible(!key.isEmpty());
    setVisible(!words.isEmpty());
    setAccessibleName(words);
    place();
    if (!news)
        return;
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString NoticeCard::words() const
{
    return m_words->text();
}

int NoticeCard::keyWidth() const
{
    return m_key->isHidden() ? 0 : m_key->sizeHint().width() + padding();
}

int NoticeCard::neededHeight(int width) const
{
    const int room = width - 2 * padding() - keyWidth();
    return std::max(m_words->heightFor(room) + m_theme.unit(4), m_theme.unit(18));
}

bool NoticeCard::textFits() const
{
    return isHidden() || (m_words->textFits() && (m_key->isHidden() || m_key->textFits()));
}

void NoticeCard::resizeEvent(QResizeEvent * /*event*/)
{
    place();
}

void NoticeCard::place()
{
    const int inset = m_theme.unit(1);
    m_words->setGeometry(padding(), inset, width() - 2 * padding() - keyWidth(),
                         height() - 2 * inset);
    m_key->setGeometry(width() - keyWidth() + padding() - inset, inset, keyWidth() - padding(),
                       height() - 2 * inset);
}

void NoticeCard::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    Face face {.fill = m_theme.color(Role::DangerTint), .radius = qreal(m_theme.radius())};
    if (m_theme.isContrast()) {
        face.border = m_theme.color(Role::Danger);
        face.borderWidth = 3;
    }
    paintFace(painter, rect(), face);
}
