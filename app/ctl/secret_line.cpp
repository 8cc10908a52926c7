#include "secret_line.h"

#include "console.h"
#include "silent_terminal.h"

#include <cstdio>

QString secretLine(const QString &prompt)
{
    const SilentTerminal silent;
    if (silent.any())
        complain(prompt); // Not on standard output: that may go into a file.
    QByteArray line;
    for (int sign = std::fgetc(stdin); sign != EOF && sign != '\n'; sign = std::fgetc(stdin))
        line += char(sign);
    return QString::fromUtf8(line).trimmed();
}
