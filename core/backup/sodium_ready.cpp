#include "sodium_ready.h"

#include <cstring>

void sodiumReady()
{
    static const bool ready = sodium_init() >= 0;
    if (!ready)
        qFatal("libsodium cannot start: the system gives no random numbers");
}

QByteArray randomBytes(qsizetype count)
{
    sodiumReady();
    QByteArray bytes(count, '\0');
    randombytes_buf(bytes.data(), size_t(count));
    return bytes;
}

QByteArray hashOf(const char *purpose, const QByteArray &content)
{
    QByteArray sum(sumBytes, '\0');
    crypto_generichash(bytesOut(sum), size_t(sum.size()), bytesIn(content), size_t(content.size()),
                       reinterpret_cast<const unsigned char *>(purpose), std::strlen(purpose));
    return sum;
}
