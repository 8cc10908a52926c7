#include "text_probe.h"

#include <QAbstractScrollArea>
#include <QFontMetricsF>
#include <QLineEdit>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qreal tolerance = 1; // px: antialiasing

/// Hears of the texts and paints nothing.
class ListeningEngine final : public QPaintEngine
{
public:
    ListeningEngine()
        : QPaintEngine(AllFeatures)
    {
    }
    bool begin(QPaintDevice * /*device*/) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState & /*state*/) override { }
    void drawPixmap(const QRectF &to, const QPixmap & /*pixmap*/, const QRectF & /*from*/) override
    {
        icons.push_back(state->transform().mapRect(to));
    }
    void drawPath(const QPainterPath & /*path*/) override { }
    void drawPolygon(const QPointF * /*points*/, int /*count*/, PolygonDrawMode /*mode*/) override
    {
    }
    void drawTextItem(const QPointF &at, const QTextItem &item) override
    {
        const QString text = item.text();
        if (text.trimmed().isEmpty())
            return;
        const QRectF ink = QFontMetricsF(item.font()).tightBoundingRect(text).translated(at);
        const QTransform &to = state->transform();
        QRectF clip = systemClip().isEmpty() ? QRectF(-1e6, -1e6, 2e6, 2e6)
                                             : QRectF(systemClip().boundingRect());
        if (painter()->hasClipping())
            clip &= to.mapRect(painter()->clipBoundingRect());
        heard.push_back({.text = text,
                         .font = item.font(),
                         .color = state->pen().color(),
                         .box = to.mapRect(ink),
                         .clip = clip});
    }
    Type type() const override { return User; }

    std::vector<PaintedText> heard;
    std::vector<QRectF> icons;
};

class ListeningDevice final : public QPaintDevice
{
public:
    explicit ListeningDevice(const QWidget &like)
        : m_like(like)
    {
    }
    QPaintEngine *paintEngine() const override { return &m_engine; }
    std::vector<PaintedText> &heard() { return m_engine.heard; }
    const std::vector<QRectF> &icons() const { return m_engine.icons; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
            return m_like.width();
        case PdmHeight:
            return m_like.height();
        case PdmDpiX:
        case PdmPhysicalDpiX:
            return m_like.logicalDpiX();
        case PdmDpiY:
        case PdmPhysicalDpiY:
            return m_like.logicalDpiY();
        case PdmDepth:
            return 32;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return int(devicePixelRatioFScale());
        default:
            return 0;
        }
    }

private:
    const QWidget &m_like;
    mutable ListeningEngine m_engine;
};

bool overlap(const QRectF &one, const QRectF &other)
{
    const QRectF both = one & other;
    return both.width() > 2 * tolerance && both.height() > 2 * tolerance;
}

void listenTo(QWidget &widget, std::vector<PaintedText> &texts)
{
    ListeningDevice device(widget);
    widget.render(&device, {}, {}, {});
    for (PaintedText &text : device.heard()) {
        text.widget = &widget;
        for (const QRectF &icon : device.icons())
            text.underIcon |= overlap(text.box, icon);
        if (!isCovered(widget, text.box.center().toPoint()))
            texts.push_back(text);
    }
}

/// What of @p widget its parents let through, in the widget.
QRectF letThrough(const QWidget &widget, bool sidesOnly)
{
    QRectF open(widget.rect());
    QPoint shift;
    for (const QWidget *at = &widget; at->parentWidget() && !at->isWindow();
         at = at->parentWidget()) {
        shift += at->pos();
        QRectF of(at->parentWidget()->rect());
        of.translate(-shift);
        if (sidesOnly)
            of.setRect(of.x(), open.y(), of.width(), open.height());
        open &= of;
    }
    return open;
}

bool seenAtAll(const PaintedText &text)
{
    return letThrough(*text.widget, false).intersects(text.box) && text.clip.intersects(text.box);
}

QString faultOf(const PaintedText &text)
{
    const bool scrolled = isScrolled(*text.widget);
    QRectF room = letThrough(*text.widget, scrolled) & text.widget->rect();
    QRectF clip = text.clip;
    if (scrolled) {
        room.setRect(room.x(), -1e6, room.width(), 2e6);
        clip.setRect(clip.x(), -1e6, clip.width(), 2e6);
    }
    // Some letters reach a little out of their own width, such as a j to the left.
    const qreal beside = std::max(tolerance, text.font.pixelSize() * 0.06);
    const QRectF ink = text.box.adjusted(beside, tolerance, -beside, -tolerance);
    const auto describe = [&](const QString &what, const QRectF &where) {
        return u"%1: “%2” %3 px (%4 %5 %6 %7) in (%8 %9)"_s.arg(what, text.text)
            .arg(text.font.pixelSize())
            .arg(text.box.x())
            .arg(text.box.y())
            .arg(text.box.width())
            .arg(text.box.height())
            .arg(u"%1 %2 %3"_s.arg(where.x()).arg(where.y()).arg(where.width()))
            .arg(where.height());
    };
    if (!room.contains(ink))
        return describe(u"cut by its widget"_s, room);
    if (!clip.contains(ink))
        return describe(u"cut by a clip"_s, clip);
    if (text.text.endsWith(u'…') && text.text.size() > 1)
        return describe(u"elided"_s, room);
    if (text.underIcon)
        return describe(u"an icon lies over"_s, room);
    return {};
}

bool collide(const PaintedText &one, const PaintedText &other)
{
    return one.widget == other.widget && overlap(one.box, other.box);
}

/// A field paints what is marked in it twice, the second time under a clip that hides it.
void dropPaintedOver(std::vector<PaintedText> &texts)
{
    for (size_t i = texts.size(); i > 1; --i) {
        const PaintedText &before = texts[i - 2];
        const PaintedText &after = texts[i - 1];
        if (before.widget == after.widget && before.text == after.text
            && (before.box & after.box).width() > after.box.width() - 2)
            texts.erase(texts.begin() + qsizetype(i) - 1);
    }
}

} // namespace

bool isCovered(const QWidget &widget, const QPoint &at)
{
    for (const QWidget *one = &widget; one->parentWidget() && !one->isWindow();
         one = one->parentWidget()) {
        const QObjectList &siblings = one->parentWidget()->children();
        const QPoint where = widget.mapTo(one->parentWidget(), at);
        for (auto i = siblings.indexOf(const_cast<QWidget *>(one)) + 1; i < siblings.size(); ++i) {
            const auto *above = qobject_cast<const QWidget *>(siblings.at(i));
            if (above && above->isVisible() && !above->isWindow()
                && !above->testAttribute(Qt::WA_TransparentForMouseEvents)
                && above->geometry().contains(where))
                return true;
        }
    }
    return false;
}

bool isScrolled(const QWidget &widget)
{
    for (const QWidget *at = &widget; at->parentWidget() && !at->isWindow();
         at = at->parentWidget()) {
        const auto *area = qobject_cast<const QAbstractScrollArea *>(at->parentWidget());
        if (area && area->viewport() == at)
            return true;
    }
    return false;
}

QString pathOf(const QWidget &widget)
{
    QStringList path;
    for (const QWidget *at = &widget; at && !at->isWindow(); at = at->parentWidget()) {
        const QString type = QString::fromLatin1(at->metaObject()->className());
        path.prepend(at->objectName().isEmpty() ? type : type + u'#' + at->objectName());
    }
    return path.join(u'/');
}

std::vector<PaintedText> paintedTexts(QWidget &root)
{
    std::vector<PaintedText> texts;
    listenTo(root, texts);
    for (QWidget *widget : root.findChildren<QWidget *>()) {
        if (widget->isVisible() && !widget->size().isEmpty())
            listenTo(*widget, texts);
    }
    std::erase_if(texts, [](const PaintedText &text) { return !seenAtAll(text); });
    dropPaintedOver(texts);
    return texts;
}

QStringList textFaults(QWidget &root)
{
    QStringList faults;
    const std::vector<PaintedText> texts = paintedTexts(root);
    for (size_t i = 0; i < texts.size(); ++i) {
        const PaintedText &text = texts[i];
        if (const QString fault = faultOf(text); !fault.isEmpty())
            faults << fault + u" — "_s + pathOf(*text.widget);
        for (size_t j = i + 1; j < texts.size(); ++j) {
            if (collide(text, texts[j]))
                faults << u"“%1” over “%2” — %3"_s.arg(text.text, texts[j].text,
                                                       pathOf(*text.widget));
        }
    }
    return faults;
}
