#include "silent_terminal.h"

#include <termios.h>
#include <unistd.h>

struct SilentTerminal::Before {
    termios settings {};
};

SilentTerminal::SilentTerminal()
{
    termios settings {};
    if (::isatty(STDIN_FILENO) == 0 || ::tcgetattr(STDIN_FILENO, &settings) != 0)
        return;
    m_before = std::make_unique<Before>(Before {settings});
    settings.c_lflag &= ~tcflag_t(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings);
}

SilentTerminal::~SilentTerminal()
{
    if (m_before)
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before->settings);
}
