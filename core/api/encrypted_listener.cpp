#include "encrypted_listener.h"

EncryptedListener::EncryptedListener(Take take, QObject *parent)
    : QTcpServer(parent)
    , m_take(std::move(take))
{
}

void EncryptedListener::incomingConnection(qintptr descriptor)
{
    m_take(descriptor);
}
