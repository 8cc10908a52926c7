#include "first_run_screen.h"

#include "choice_sheet.h"
#include "country.h"
#include "goods_start_page.h"
#include "key_button.h"
#include "label_fit.h"
#include "rates_page.h"
#include "ready_page.h"
#include "shop_page.h"
#include "step_row.h"
#include "text_label.h"
#include "theme.h"
#include "trouble_words.h"
#include "when_done.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QScrollArea>
#include <QStackedWidget>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int questions = 3;

QScrollArea *scrolled(QWidget *page, QWidget *parent)
{
    auto *area = new QScrollArea(parent);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidgetResizable(true);
    area->setWidget(page);
    return area;
}

} // namespace

FirstRunScreen::FirstRunScreen(const Theme &theme, FirstRun &firstRun, QDate day, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_firstRun(firstRun)
    , m_day(day)
    , m_steps(new StepRow(theme, {tr("Shop"), tr("VAT and receipt"), tr("Goods")}, this))
    , m_name(new TextLabel(theme, Style::Line, u"Bakehouse"_s, this))
    , m_title(new TextLabel(theme, Style::Head, {}, this))
    , m_help(new TextLabel(theme, Style::Body, {}, this))
    , m_pages(new QStackedWidget(this))
    , m_shop(new ShopPage(theme, m_pages))
    , m_rates(new RatesPage(theme, m_pages))
    , m_goods(new GoodsStartPage(theme, m_pages))
    , m_ready(new ReadyPage(theme, m_pages))
    , m_status(new TextLabel(theme, Style::Body, {}, this))
    , m_skip(new KeyButton(theme, tr("Skip, set it later"), this))
    , m_back(new KeyButton(theme, tr("Back"), u"back"_s, this))
    , m_next(new KeyButton(theme, tr("Next"), u"right"_s, this))
    , m_choices(new ChoiceSheet(theme, this))
{
    setObjectName(u"firstRunScreen"_s);
    setAccessibleName(tr("First questions"));
    m_again.setSingleShot(true);
    m_again.setInterval(1s);
    build();
    connectParts();
    setCountry(QLocale::territoryToCode(QLocale::system().territory()));
    showStep(0);
}

void FirstRunScreen::build()
{
    for (QWidget *page : std::initializer_list<QWidget *> {m_shop, m_rates, m_goods, m_ready})
        m_pages->addWidget(scrolled(page, m_pages));
    m_name->setLook(Style::Line, Weight::Bold);
    m_name->setRole(Role::SlateInk);
    m_help->setRole(Role::Ink2);
    m_help->setWordWrap(true);
    m_status->setObjectName(u"firstRunStatus"_s);
    m_status->setWordWrap(true);
    m_skip->setObjectName(u"skipKey"_s);
    m_back->setObjectName(u"firstRunBackKey"_s);
    m_next->setObjectName(u"nextKey"_s);
    m_next->setKind(KeyButton::Kind::Accent);
    for (KeyButton *key : {m_skip, m_back, m_next})
        key->setTextStyle(Style::LineSum);
}

void FirstRunScreen::connectParts()
{
    connect(m_skip, &KeyButton::clicked, this, [this] { skip(); });
    connect(m_back, &KeyButton::clicked, this, [this] { goBack(); });
    connect(m_next, &KeyButton::clicked, this, [this] { goOn(); });
    connect(m_shop, &ShopPage::countryAsked, this, [this] {
        m_choices->open(tr("Country"), ShopPage::countryChoices(), m_shop->country());
    });
    connect(m_choices, &ChoiceSheet::chosen, this, [this](const QString &code) {
        setCountry(code);
        m_shop->focusCountry();
    });
    connect(m_choices, &Sheet::backAsked, m_shop, [this] { m_shop->focusCountry(); });
    connect(m_goods, &GoodsStartPage::fileRead, this, [this] { say({}, false); });
    for (FirstRunPage *page : std::initializer_list<FirstRunPage *> {m_shop, m_rates, m_goods})
        connect(page, &FirstRunPage::accepted, this, [this] { goOn(); });
    connect(&m_again, &QTimer::timeout, this, [this] { apply(); });
    connect(&m_theme, &Theme::changed, this, [this] { place(); });
}

void FirstRunScreen::setCountry(const QString &code)
{
    const Country *country = countryOf(code);
    m_shop->setCountry(country ? code : QString());
    if (!country)
        return;
    m_rates->offer(country->rates, m_day);
    m_goods->setCurrency(country->currency);
    setTabOrder(m_rates->lastField(), m_skip);
    setTabOrder(m_skip, m_back);
    setTabOrder(m_back, m_next);
}

int FirstRunScreen::step() const
{
    return m_pages->currentIndex();
}

bool FirstRunScreen::atTheEnd() const
{
    return step() == questions;
}

void FirstRunScreen::showStep(int step)
{
    m_pages->setCurrentIndex(step);
    m_steps->setStep(step);
    const std::array<FirstRunPage *, questions> pages {m_shop, m_rates, m_goods};
    const bool end = step == questions;
    m_title->setText(end ? tr("Ready") : pages.at(size_t(step))->title());
    m_help->setText(end ? tr("All of it can be changed in the settings.")
                        : pages.at(size_t(step))->help());
    m_skip->setVisible(!end);
    m_back->setVisible(!end && step > 0);
    m_next->setWords(end ? tr("Start selling") : step == 2 ? tr("Set up") : tr("Next"));
    m_next->setIconName(end || step == 2 ? u"check"_s : u"right"_s);
    say({}, false);
    place();
    if (end)
        m_next->setFocus(Qt::OtherFocusReason);
    else
        pages.at(size_t(step))->firstField()->setFocus(Qt::OtherFocusReason);
}

void FirstRunScreen::goOn()
{
    if (m_applying || m_again.isActive())
        return;
    if (atTheEnd()) {
        emit finished();
        return;
    }
    const std::array<FirstRunPage *, questions> pages {m_shop, m_rates, m_goods};
    if (!pages.at(size_t(step()))->check())
        return;
    if (step() < 2)
        showStep(step() + 1);
    else
        apply();
}

void FirstRunScreen::goBack()
{
    m_again.stop();
    m_next->setWaiting(false);
    if (!m_applying && step() > 0 && !atTheEnd())
        showStep(step() - 1);
}

FirstRunChoice FirstRunScreen::choice() const
{
    FirstRunChoice choice;
    m_shop->answer(choice);
    m_rates->answer(choice);
    m_goods->answer(choice);
    return choice;
}

void FirstRunScreen::apply()
{
    m_applying = true;
    m_next->setWaiting(true);
    whenDone(m_firstRun.apply(choice()), this, [this](const Result<void> &outcome) {
        m_applying = false;
        end(outcome);
    });
}

void FirstRunScreen::end(const Result<void> &outcome)
{
    if (!outcome
        && (outcome.error().code == Error::Code::Unavailable
            || outcome.error().code == Error::Code::Timeout)) {
        say(tr("The database is not there yet. This goes on by itself as soon as it is."), false);
        m_again.start();
        return;
    }
    m_next->setWaiting(false);
    if (!outcome) {
        markTrouble(outcome.error());
        return;
    }
    m_ready->show(choice(), m_goods->ownGoods() ? m_goods->goodsInFile() : 0, m_day);
    showStep(questions);
}

void FirstRunScreen::markTrouble(const Error &error)
{
    const std::array<FirstRunPage *, questions> pages {m_shop, m_rates, m_goods};
    for (int i = 0; i < questions; ++i) {
        if (pages.at(size_t(i))->mark(error)) {
            showStep(i);
            break;
        }
    }
    say(troubleWords(error), true);
}

/// Also when it cannot be noted: then it is asked again at the next start.
void FirstRunScreen::skip()
{
    m_again.stop();
    m_skip->setWaiting(true);
    whenDone(m_firstRun.skip(), this, [this](const Result<void> &) {
        m_skip->setWaiting(false);
        emit finished();
    });
}

void FirstRunScreen::say(const QString &sentence, bool wrong)
{
    m_status->setRole(wrong ? Role::Danger : Role::Ink);
    m_status->setText(sentence);
}

void FirstRunScreen::place()
{
    const int pad = m_theme.unit(10);
    m_bar = QRect(0, 0, width(), qRound(m_theme.px(12.15)));
    m_foot = QRect(0, height() - qRound(m_theme.px(18.2)), width(), qRound(m_theme.px(18.2)));
    const int mark = m_bar.height();
    m_name->setGeometry(mark + m_theme.unit(4), 0, width() - mark, m_bar.height());
    const int wide = std::min(width() - 2 * pad, qRound(m_theme.px(230)));
    const int left = (width() - wide) / 2;
    int y = m_bar.bottom() + 1 + m_theme.unit(7);
    m_steps->setGeometry(left, y, wide, m_steps->sizeHint().height());
    y += m_steps->height() + m_theme.unit(7);
    m_title->setGeometry(left, y, wide, m_title->sizeHint().height());
    y += m_title->height() + m_theme.unit(1);
    m_help->setGeometry(left, y, wide, m_help->heightForWidth(wide));
    y += m_help->height() + m_theme.unit(6);
    m_pages->setGeometry(left, y, wide, m_foot.top() - y - m_theme.unit(2));
    m_choices->setArea({left - m_theme.unit(8), m_bar.height(), wide + 2 * m_theme.unit(8),
                        height() - m_bar.height()});
    placeFoot();
}

void FirstRunScreen::placeFoot()
{
    const int gap = m_theme.gap();
    const int pad = m_theme.unit(8);
    const auto wide = [pad](const KeyButton *key) { return key->sizeHint().width() + pad; };
    const auto put = [&](KeyButton *key, int x) {
        key->setGeometry(x, m_foot.y() + gap, wide(key), m_foot.height() - 2 * gap);
    };
    put(m_skip, pad);
    put(m_next, width() - pad - wide(m_next));
    put(m_back, m_next->x() - gap - wide(m_back));
    const int left = m_skip->isHidden() ? pad : m_skip->geometry().right() + pad;
    const int right = m_back->isHidden() ? m_next->x() : m_back->x();
    m_status->setGeometry(left, m_foot.y(), right - left - pad, m_foot.height());
}

void FirstRunScreen::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    place();
    m_shop->firstField()->setFocus(Qt::OtherFocusReason);
}

void FirstRunScreen::resizeEvent(QResizeEvent *)
{
    place();
}

void FirstRunScreen::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        goBack();
    else
        QWidget::keyPressEvent(event);
}

void FirstRunScreen::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Bg));
    painter.fillRect(m_bar, m_theme.color(Role::Slate));
    painter.fillRect(0, m_foot.y(), width(), m_theme.line(), m_theme.color(Role::Line));
    const int side = qRound(m_bar.height() * 0.5);
    painter.drawPixmap(
        QPointF(m_theme.unit(7), (m_bar.height() - side) / 2.0),
        m_theme.icon(u"loaf_mark"_s, m_theme.color(Role::Loaf), side, devicePixelRatioF()));
}

bool FirstRunScreen::textFits() const
{
    const bool page = step() == 0 ? m_shop->textFits()
        : step() == 1             ? m_rates->textFits()
        : step() == 2             ? m_goods->textFits()
                                  : m_ready->textFits();
    const auto keys = {m_skip, m_back, m_next};
    return page && labelFits(*m_title) && labelFits(*m_help) && labelFits(*m_status)
        && m_steps->sizeHint().width() <= m_steps->width()
        && std::ranges::all_of(
               keys, [](const KeyButton *key) { return key->isHidden() || key->textFits(); });
}
