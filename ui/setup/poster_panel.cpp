#include "poster_panel.h"

#include "code_view.h"
#include "key_button.h"
#include "label_fit.h"
#include "text_label.h"
#include "theme.h"
#include "when_done.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr qreal codeMm = 30;
}

/// Where the lines, the key and the code stand.
struct PosterPanel::Places {
    QRect title;
    QRect sentence;
    QRect key;
    QRect result;
    QRect code;
    int height = 0;
};

PosterPanel::PosterPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new TextLabel(theme, Style::LineSum, {}, this))
    , m_sentence(new TextLabel(theme, Style::Body, {}, this))
    , m_result(new TextLabel(theme, Style::Body, {}, this))
    , m_key(new KeyButton(theme, tr("Make a poster"), u"qr"_s, this))
    , m_code(new CodeView(theme, this))
{
    setObjectName(u"posterPanel"_s);
    m_title->setObjectName(u"posterTitle"_s);
    m_sentence->setObjectName(u"posterSentence"_s);
    m_result->setObjectName(u"posterResult"_s);
    m_key->setObjectName(u"posterKey"_s);
    m_code->setAccessibleName(tr("The address of the web page as a code to scan"));
    for (TextLabel *label : {m_title, m_sentence, m_result}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    connect(m_key, &KeyButton::clicked, this, &PosterPanel::make);
    refresh();
}

void PosterPanel::setMaker(PosterMaker maker)
{
    m_maker = std::move(maker);
    refresh();
}

void PosterPanel::refresh()
{
    const Result<QString> address =
        m_maker.address ? m_maker.address() : Error {.code = Error::Code::Unavailable};
    m_title->setText(address ? tr("Customers order at %1").arg(*address)
                             : tr("Customers do not reach the web page"));
    if (address)
        m_sentence->setText(tr("A poster has this address as text and as a code."));
    else if (address.error().code == Error::Code::Invalid)
        m_sentence->setText(
            tr("Its address must be like https://order.example.org or http://192.168.1.20:5000."));
    else
        m_sentence->setText(tr("It is for this machine only. Open it to the network, under Network "
                               "and security, or write its address below."));
    m_key->setVisible(bool(address));
    m_code->setVisible(bool(address));
    m_code->setText(address ? *address : QString());
    say({}, false);
}

void PosterPanel::make()
{
    m_key->setWaiting(true);
    whenDone(m_maker.make(), this, [this](const Result<QString> &file) {
        m_key->setWaiting(false);
        if (file)
            say(tr("The poster is there: %1").arg(*file), false);
        else
            say(tr("The poster could not be written. Is there room in the shop's folder?"), true);
    });
}

void PosterPanel::say(const QString &sentence, bool wrong)
{
    m_result->setRole(wrong ? Role::Danger : Role::Ok);
    m_result->setText(sentence);
    m_result->setVisible(!sentence.isEmpty());
    setAccessibleName(m_title->text());
    setAccessibleDescription(sentence.isEmpty() ? m_sentence->text() : sentence);
    emit heightChanged();
}

PosterPanel::Places PosterPanel::placesFor(int width) const
{
    const int pad = m_theme.unit(5);
    const int gap = m_theme.unit(2);
    const int side = m_code->isHidden() ? 0 : qRound(m_theme.px(codeMm));
    const int room = width - 2 * pad - (side > 0 ? side + pad : 0);
    Places places;
    int y = pad;
    const auto next = [&](const TextLabel *label) {
        const QRect box(pad, y, room, label->heightForWidth(room));
        y += box.height() + gap;
        return box;
    };
    places.title = next(m_title);
    places.sentence = next(m_sentence);
    if (!m_key->isHidden()) {
        const int wide = std::min(room, m_key->sizeHint().width() + m_theme.unit(8));
        places.key = {pad, y, wide, m_key->sizeHint().height()};
        y += places.key.height() + gap;
    }
    if (!m_result->isHidden())
        places.result = next(m_result);
    places.height = std::max(y - gap + pad, side > 0 ? side + 2 * pad : 0);
    places.code = {width - pad - side, (places.height - side) / 2, side, side};
    return places;
}

int PosterPanel::heightFor(int width) const
{
    return placesFor(width).height;
}

void PosterPanel::place(const QRect &box)
{
    setGeometry(box);
    const Places places = placesFor(width());
    const auto mirrored = [this](const QRect &part) {
        return QStyle::visualRect(layoutDirection(), rect(), part);
    };
    m_title->setGeometry(mirrored(places.title));
    m_sentence->setGeometry(mirrored(places.sentence));
    m_key->setGeometry(mirrored(places.key));
    m_result->setGeometry(mirrored(places.result));
    m_code->setGeometry(mirrored(places.code));
}

bool PosterPanel::textFits() const
{
    const auto labels = {m_title, m_sentence, m_result};
    return isHidden()
        || ((m_key->isHidden() || m_key->textFits())
            && std::ranges::all_of(labels, [](const TextLabel *label) {
                   return label->isHidden() || labelFits(*label);
               }));
}

void PosterPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal line = m_theme.line();
    painter.setPen(QPen(m_theme.color(Role::Line), line));
    painter.setBrush(m_theme.color(Role::Surface));
    const QRectF box = QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2);
    painter.drawRoundedRect(box, m_theme.radius(), m_theme.radius());
}
