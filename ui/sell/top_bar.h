#pragma once

#include "banner.h"
#include "counter_frame.h"
#include "status_light.h"
#include "theme.h"

#include <QTime>
#include <QWidget>

class SearchBox;

/// The slate bar at the top: mark, search, lights, orders, clock, lock. A light that has something
/// to say grows into a sentence in its own place; the grid never moves. Owned by the counter
/// window; main thread.
class TopBar final : public QWidget
{
    Q_OBJECT
public:
    /// What a light tells; worst first in the banner.
    struct Trouble {
        BannerMessage::Mood mood = BannerMessage::Mood::Warn;
        QString icon;
        QString sentence; ///< "Database away since 09:38. Go on selling."
        QString shortSentence; ///< For narrow screens.
        QString second; ///< "14 sales are safe on this till."
        QString key; ///< Words of the one key; empty = none.
        bool operator==(const Trouble &) const = default;
    };
    enum class Light { Database, Journal, Printer };

    explicit TopBar(const Theme &theme, QWidget *parent = nullptr);

    void setFrame(const CounterFrame &frame);
    /// Without the search, above a board or the settings.
    void setAlone(bool alone);
    void setTime(const QTime &time);
    void setNewOrders(int count);
    /// Orders that somebody should see to, as the bell says it and as it is read out; empty: none.
    void setUrgentOrders(const QString &shown, const QString &spoken);
    void setLight(Light light, StatusLight::State state);
    /// The worst trouble and how many more there are; nothing = lights.
    void setTroubles(const std::vector<Trouble> &troubles);
    SearchBox &search() { return *m_search; }

signals:
    void ordersAsked();
    void lockAsked();
    void lightAsked(); ///< What do the lights mean?
    void troubleKeyPressed(); ///< Of the one that is shown.

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void place();
    void showTrouble();
    void placeLights(int left, int right);
    int lightsWidth() const;
    void paintLogo(QPainter &painter);

    const Theme &m_theme;
    CounterFrame m_frame;
    SearchBox *m_search;
    StatusLight *m_database;
    StatusLight *m_journal;
    StatusLight *m_printer;
    Banner *m_banner;
    StatusLight *m_orders;
    StatusLight *m_lock;
    bool m_alone = false;
    QTime m_time;
    QRect m_clock;
    std::vector<Trouble> m_troubles;
};
