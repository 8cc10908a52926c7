#pragma once

#include "counter_frame.h"

#include <QDate>
#include <QTimeZone>
#include <QWidget>

class BackupBoard;
class ChoiceSheet;
class Clock;
class GoodsDesk;
class GoodsFeed;
class GoodsPage;
class GroupList;
class HoursDesk;
class HoursPage;
class HttpsDesk;
class ImportPanel;
class KeyButton;
class QStackedWidget;
class SettingDraft;
class SettingList;
class SettingsBook;
class TextField;
class TextLabel;
struct PosterMaker;
class Theme;
class VatPage;

/// Everything a shop sets, with its default and source; covers the window below the top bar.
/// Changes stay, unsaved, while it is closed. Owned by the counter window; main thread.
class SettingsScreen final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsScreen)
public:
    SettingsScreen(const Theme &theme, SettingsBook &book, QWidget *parent);

    /// For the pages "VAT" and "Goods"; without them nothing can be imported.
    void setGoods(GoodsDesk &desk, const GoodsFeed &goods);
    /// For the page of the network: whether and how HTTPS is served.
    void setHttps(const HttpsDesk &desk, const Clock &clock);
    /// For the page "Opening hours"; after setGoods(), whose catalogue they stand in.
    void setHours(HoursDesk &desk, const QTimeZone &zone, const Clock &clock);
    /// For the page of the database: how backups stand. Looked at anew while the screen is open.
    void setBackups(const BackupBoard &board);
    /// For the page of orders: the address of the customers' page and its poster.
    void setPoster(PosterMaker maker);
    /// The business day whose rates of VAT are shown.
    void setDay(QDate day);
    void setFrame(const CounterFrame &frame); ///< Lies below the top bar of its parent.
    /// Shows itself, at @p group (as in SettingRow::group, "vat", "goods" or "hours")
    /// or where it was left.
    void open(const QString &group = {});
    int unsavedChanges() const;
    bool textFits() const; ///< For tests: nothing is cut off.

    QString group() const { return m_group; }
    SettingList *settingList() const { return m_list; }
    ChoiceSheet *choiceSheet() const { return m_choices; }
    VatPage *vatPage() const { return m_vat; }
    GoodsPage *goodsPage() const { return m_goodsPage; }
    HoursPage *hoursPage() const { return m_hoursPage; }

signals:
    void backAsked();
    void saved(const QStringList &keys);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void connectParts();
    void place();
    void showGroup(const QString &group);
    void find(const QString &searched);
    void stepBack();
    void openChoices(const QString &key);
    void showGoods();
    void showFoot();
    void say(const QString &sentence, bool wrong);
    QString footWords() const;
    void save();

    const Theme &m_theme;
    SettingsBook &m_book;
    const GoodsFeed *m_goods = nullptr;
    QDate m_day;
    QString m_group;
    QString m_asked; ///< The setting whose list is open.
    bool m_kept = false; ///< The changes are from an earlier visit.
    QRect m_foot;
    SettingDraft *m_draft;
    GroupList *m_groups;
    TextLabel *m_title;
    TextField *m_search;
    QStackedWidget *m_pages;
    SettingList *m_list;
    VatPage *m_vat;
    GoodsPage *m_goodsPage;
    HoursPage *m_hoursPage;
    TextLabel *m_nothing;
    TextLabel *m_status;
    KeyButton *m_discard;
    KeyButton *m_save;
    ChoiceSheet *m_choices;
};
