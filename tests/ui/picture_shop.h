#pragma once

#include "counter_program.h"
#include "counter_window.h"
#include "language.h"
#include "manual_clock.h"
#include "shop_folder.h"
#include "test_database.h"
#include "theme.h"

#include <memory>

/// A whole shop to be looked at: the real window over a real database, goods and orders of one
/// language, the clock at 09:42. A member of one test; main thread.
class PictureShop final
{
public:
    enum class Questions { Answered, Open };
    struct Options {
        QString language = QStringLiteral("en"); ///< "en" or "de".
        QSize size {1366, 768};
        Mode mode = Mode::Light;
        int textPercent = 100;
        Hand hand = Hand::Right;
        Questions questions = Questions::Answered; ///< Of the first start.
    };
    /// The goods by their PLU: what tests need to know of the two lists.
    static constexpr int croissant = 101, scone = 102, muffin = 103, cookie = 105, macaron = 110,
                         bread = 128, baguette = 131, coffee = 136, loose = 148, openPriced = 149;

    PictureShop(TestCluster &cluster, const Options &options);
    ~PictureShop();
    Q_DISABLE_COPY_MOVE(PictureShop)

    const Options &options() const { return m_options; }
    CounterWindow &window() { return *m_window; }
    CounterShop &shop() { return *m_shop; }
    TestDatabase &database() { return *m_database; }
    Theme &theme() { return *m_theme; }
    ManualClock &clock() { return m_clock; }
    /// "1366-dark-de": for messages and files.
    QString name() const;

    qint64 product(int plu);
    void sell(int plu, const char *typed = "");
    void holdTile(int plu);
    void tap(QPoint where);
    /// Taps a control of the window, or of what is open over it; false when it cannot be tapped.
    bool tapKey(const QString &objectName);
    /// Presses a key where the focus is.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    void type(const QString &text);
    void scan(const QString &code);
    template <typename T = QWidget> T *find(const QString &objectName)
    {
        for (T *widget : m_window->findChildren<T *>(objectName)) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    /// Everything that was opened is closed, and the basket is empty.
    void clear();
    /// Takes the database away; the window says so when this returns.
    bool loseDatabase();
    /// Lets the window lay out and paint what it has to.
    QImage grab();

private:
    void open();
    void answerQuestions();
    void arrangeTiles();
    void placeOrders();
    void seeOrders();
    QWidget *focus();

    const Options m_options;
    ManualClock m_clock;
    ShopFolder m_folder;
    TestCluster &m_cluster;
    std::unique_ptr<TestDatabase> m_database;
    Language m_language;
    std::unique_ptr<CounterShop> m_shop;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<CounterWindow> m_window;
};
