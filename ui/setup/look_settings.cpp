#include "look_settings.h"

#include "settings.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qreal mmPerInch = 25.4;

Mode modeOf(const QString &word, Mode system)
{
    if (word == "dark"_L1)
        return Mode::Dark;
    if (word == "contrast"_L1)
        return Mode::Contrast;
    return word == "system"_L1 ? system : Mode::Light;
}

} // namespace

LookSettings lookSettings(const Settings &settings, const ScreenFacts &screen)
{
    LookSettings look;
    look.hand = settings.text(u"ui.hand"_s) == "left"_L1 ? Hand::Left : Hand::Right;
    look.language = settings.text(u"ui.language"_s);
    look.fullScreen = settings.text(u"ui.fullscreen"_s) == "yes"_L1;
    const auto dotsPerInch = qreal(settings.integer(u"ui.screen_dpi"_s));
    look.frame = {.screen = screen.window,
                  .screenPixelsPerMm = screen.pixelsPerMm,
                  .chosenPixelsPerMm = dotsPerInch / mmPerInch / screen.devicePixelRatio,
                  .textPercent = int(settings.integer(u"ui.text_percent"_s)),
                  .hand = look.hand};
    const CounterFrame frame = counterFrame(look.frame);
    look.theme = {.mode = modeOf(settings.text(u"ui.theme"_s), screen.systemMode),
                  .pixelsPerMm = frame.pixelsPerMm,
                  .textPercent = look.frame.textPercent,
                  .frame = frame.frameClass};
    return look;
}

Mode systemMode(const QPalette &palette)
{
    const bool dark = palette.color(QPalette::Window).lightness()
        < palette.color(QPalette::WindowText).lightness();
    return dark ? Mode::Dark : Mode::Light;
}
