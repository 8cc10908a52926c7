#include "theme.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>

namespace {
qreal channel(qreal value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

qreal luminance(const QColor &color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF())
        + 0.0722 * channel(color.blueF());
}

/// The ratio of WCAG 2: 1 to 21.
qreal ratio(const QColor &a, const QColor &b)
{
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

/// Two colours of which one lies on the other, and what they must at least differ by.
struct Pair {
    Role ink;
    Role ground;
    qreal least;
};

constexpr std::array pairs {
    Pair {Role::Ink, Role::Bg, 4.5},
    Pair {Role::Ink, Role::Surface, 4.5},
    Pair {Role::Ink, Role::Raised, 4.5},
    Pair {Role::Ink, Role::Sunk, 4.5},
    Pair {Role::Ink, Role::AccentTint, 4.5},
    Pair {Role::Ink2, Role::Bg, 4.5},
    Pair {Role::Ink2, Role::Surface, 4.5},
    Pair {Role::Ink2, Role::Raised, 4.5},
    Pair {Role::Ink2, Role::Sunk, 4.5},
    Pair {Role::Surface, Role::Ink, 4.5}, // The pill.
    Pair {Role::SlateInk, Role::Slate, 7}, // The total.
    Pair {Role::SlateInk, Role::TabIdle, 4.5},
    Pair {Role::SlateInk, Role::SearchGround, 4.5},
    Pair {Role::Slate2, Role::Slate, 4.5},
    Pair {Role::Slate2, Role::TabIdle, 4.5},
    Pair {Role::Slate2, Role::SearchGround, 4.5},
    Pair {Role::Quiet, Role::Slate, 4.5},
    Pair {Role::OnAccent, Role::Accent, 4.5},
    Pair {Role::OnPay, Role::Pay, 4.5},
    Pair {Role::Pay, Role::Surface, 4.5},
    Pair {Role::Pay, Role::OkTint, 4.5},
    Pair {Role::Ok, Role::OkTint, 4.5},
    Pair {Role::Warn, Role::WarnTint, 4.5},
    Pair {Role::Danger, Role::DangerTint, 4.5},
    Pair {Role::Danger, Role::Raised, 4.5},
    Pair {Role::Danger, Role::Bg, 4.5},
    Pair {Role::Danger, Role::Sunk, 4.5},
    Pair {Role::OnDanger, Role::Danger, 4.5},
    Pair {Role::Info, Role::InfoTint, 4.5},
    Pair {Role::Banner, Role::BannerTint, 4.5},
    Pair {Role::Low, Role::BannerTint, 4.5},
    Pair {Role::OnCount, Role::Count, 4.5},
    Pair {Role::OnClerk, Role::Clerk1, 4.5},
    Pair {Role::OnClerk, Role::Clerk2, 4.5},
    Pair {Role::OnClerk, Role::Clerk3, 4.5},
    Pair {Role::OnClerk, Role::Clerk4, 4.5},
    // Borders, icons and marks.
    Pair {Role::Ink2, Role::Surface, 3},
    Pair {Role::Accent, Role::Bg, 3},
    Pair {Role::Accent, Role::Surface, 3},
    Pair {Role::Accent, Role::AccentTint, 3},
    Pair {Role::Focus, Role::Bg, 3},
    Pair {Role::Focus, Role::Surface, 3},
    Pair {Role::Focus, Role::Sunk, 3},
    Pair {Role::BannerLine, Role::BannerTint, 3},
    Pair {Role::SearchLine, Role::Slate, 3},
    Pair {Role::SearchLine, Role::SearchGround, 3},
    Pair {Role::Count, Role::Slate, 3},
    Pair {Role::Loaf, Role::Slate, 3},
    Pair {Role::Ok, Role::Raised, 3},
};
}

/// Everything that is read can be read, in all three modes.
class ContrastTest final : public QObject
{
    Q_OBJECT
private slots:
    void ratio_ofKnownColours_isAsPublished();
    void pairs_inEachMode_differEnough_data();
    void pairs_inEachMode_differEnough();
    void categories_inEachMode_differEnough_data() { pairs_inEachMode_differEnough_data(); }
    void categories_inEachMode_differEnough();
};

void ContrastTest::ratio_ofKnownColours_isAsPublished()
{
    QCOMPARE(qRound(ratio(Qt::black, Qt::white) * 10), 210);
    QCOMPARE(qRound(ratio(QColor(0x77, 0x77, 0x77), Qt::white) * 100), 448);
}

void ContrastTest::pairs_inEachMode_differEnough_data()
{
    QTest::addColumn<Mode>("mode");
    QTest::newRow("light") << Mode::Light;
    QTest::newRow("dark") << Mode::Dark;
    QTest::newRow("high contrast") << Mode::Contrast;
}

void ContrastTest::pairs_inEachMode_differEnough()
{
    QFETCH(Mode, mode);
    const Theme theme({.mode = mode});
    for (const Pair &pair : pairs) {
        const qreal found = ratio(theme.color(pair.ink), theme.color(pair.ground));
        QVERIFY2(found >= pair.least,
                 qPrintable(QStringLiteral("%1 on %2: %3")
                                .arg(theme.color(pair.ink).name(), theme.color(pair.ground).name())
                                .arg(found)));
    }
}

void ContrastTest::categories_inEachMode_differEnough()
{
    QFETCH(Mode, mode);
    const Theme theme({.mode = mode});
    for (const CategoryRow &row : categoryRows) {
        const CategoryLook look = theme.category(row.key);
        QVERIFY(ratio(theme.color(Role::Ink), look.tint) >= 4.5);
        QVERIFY(ratio(look.onStrong, look.strong) >= 4.5);
        QVERIFY(ratio(look.strong, look.tint) >= 3);
        QVERIFY(ratio(look.strong, theme.color(Role::Raised)) >= 3);
    }
}

QTEST_MAIN(ContrastTest)
#include "tst_contrast.moc"
