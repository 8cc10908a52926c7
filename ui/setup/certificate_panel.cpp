#include "certificate_panel.h"

#include "code_view.h"
#include "fingerprint_view.h"
#include "label_fit.h"
#include "text_label.h"
#include "theme.h"
#include "trouble_words.h"

#include <QLocale>
#include <QPainter>
#include <QStyle>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

int heightOf(const QWidget *part, int width)
{
    return part->hasHeightForWidth() ? part->heightForWidth(width) : part->sizeHint().height();
}

} // namespace

/// Where the lines and the code stand.
struct CertificatePanel::Places {
    QList<QRect> lines;
    QRect code;
    int height = 0;
};

CertificatePanel::CertificatePanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new TextLabel(theme, Style::LineSum, {}, this))
    , m_sentence(new TextLabel(theme, Style::Body, {}, this))
    , m_validity(new TextLabel(theme, Style::Body, {}, this))
    , m_names(new TextLabel(theme, Style::Caption, {}, this))
    , m_caption(new TextLabel(theme, Style::Caption, tr("Fingerprint (SHA-256)"), this))
    , m_fingerprint(new FingerprintView(theme, this))
    , m_help(new TextLabel(theme, Style::Caption,
                           tr("A browser that asks whether to trust this till shows the same."),
                           this))
    , m_code(new CodeView(theme, this))
{
    setObjectName(u"certificatePanel"_s);
    build();
    show({}, {});
}

void CertificatePanel::build()
{
    m_title->setObjectName(u"httpsTitle"_s);
    m_sentence->setObjectName(u"httpsSentence"_s);
    m_validity->setObjectName(u"httpsValidity"_s);
    m_names->setObjectName(u"httpsNames"_s);
    m_caption->setLook(Style::Caption, Weight::Bold);
    m_code->setAccessibleName(tr("The fingerprint as a code to scan"));
    for (TextLabel *label : {m_title, m_sentence, m_validity, m_names, m_caption, m_help})
        label->setWordWrap(true);
    for (TextLabel *label : {m_names, m_caption, m_help})
        label->setRole(Role::Ink2);
}

QList<QWidget *> CertificatePanel::lines() const
{
    return {m_title, m_sentence, m_validity, m_names, m_caption, m_fingerprint, m_help};
}

void CertificatePanel::show(const HttpsState &state, const QDateTime &now)
{
    const bool served = !state.url.isEmpty();
    const bool known = state.wanted && state.certificate;
    m_title->setText(served             ? tr("HTTPS is on")
                         : state.wanted ? tr("HTTPS cannot be served")
                                        : tr("HTTPS is off"));
    m_title->setRole(served ? Role::Ok : state.wanted ? Role::Danger : Role::Ink);
    m_sentence->setRole(state.trouble ? Role::Danger : Role::Ink);
    if (state.trouble)
        m_sentence->setText(httpsTroubleWords(*state.trouble));
    else if (served)
        m_sentence->setText(tr("Orders are taken encrypted at %1").arg(state.url));
    else
        m_sentence->setText(
            tr("What customers send over a network can be read on its way. On this machine alone "
               "that does no harm."));
    for (QWidget *part : std::initializer_list<QWidget *> {m_validity, m_names, m_caption,
                                                           m_fingerprint, m_help, m_code})
        part->setVisible(known);
    if (known)
        showFacts(*state.certificate, now);
    setAccessibleName(m_title->text());
    setAccessibleDescription(m_sentence->text());
}

void CertificatePanel::showFacts(const CertificateFacts &facts, const QDateTime &now)
{
    const QLocale locale;
    const QString day = locale.toString(facts.validUntil.toLocalTime().date(), QLocale::LongFormat);
    m_validity->setText(tr("Its certificate is valid until %1. Days left: %2")
                            .arg(day, locale.toString(facts.daysLeft(now))));
    m_names->setText(tr("For %1").arg(facts.names.join(u", "_s)));
    m_fingerprint->setText(facts.fingerprintText());
    m_code->setText(facts.fingerprintText());
}

CertificatePanel::Places CertificatePanel::placesFor(int width) const
{
    const int pad = m_theme.unit(5);
    const int gap = m_theme.unit(1.5);
    const int side = qRound(m_theme.px(44));
    const int inner = width - 2 * pad;
    const bool coded = !m_code->isHidden();
    const bool beside = coded && inner - side - pad >= m_fingerprint->sizeHint().width();
    const int room = beside ? inner - side - pad : inner;
    Places places;
    int y = pad;
    for (const QWidget *line : lines()) {
        if (line->isHidden()) {
            places.lines.append(QRect());
            continue;
        }
        if (line == m_caption)
            y += 2 * gap;
        const int height = heightOf(line, room);
        places.lines.append({pad, y, room, height});
        y += height + gap;
    }
    y += pad - gap;
    if (beside) {
        places.height = std::max(y, side + 2 * pad);
        places.code = {width - pad - side, (places.height - side) / 2, side, side};
        return places;
    }
    places.height = y;
    if (coded) {
        places.code = {pad, y, side, side};
        places.height += side + pad;
    }
    return places;
}

int CertificatePanel::heightFor(int width) const
{
    return placesFor(width).height;
}

void CertificatePanel::place(const QRect &box)
{
    setGeometry(box);
    const Places places = placesFor(width());
    const auto mirrored = [this](const QRect &part) {
        return QStyle::visualRect(layoutDirection(), rect(), part);
    };
    const QList<QWidget *> parts = lines();
    for (qsizetype i = 0; i < parts.size(); ++i)
        parts.at(i)->setGeometry(mirrored(places.lines.at(i)));
    m_code->setGeometry(mirrored(places.code));
}

bool CertificatePanel::textFits() const
{
    const auto labels = {m_title, m_sentence, m_validity, m_names, m_caption, m_help};
    return isHidden()
        || (m_fingerprint->textFits() && std::ranges::all_of(labels, [](const TextLabel *label) {
                return labelFits(*label);
            }));
}

void CertificatePanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal line = m_theme.line();
    painter.setPen(QPen(m_theme.color(Role::Line), line));
    painter.setBrush(m_theme.color(Role::Surface));
    const QRectF box = QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2);
    painter.drawRoundedRect(box, m_theme.radius(), m_theme.radius());
}
