#pragma once

#include <QByteArray>
#include <QList>

#include <vector>

/// One malformed request of the corpus.
struct BadRequest {
    QByteArray name; ///< With its section: "body: nothing".
    QByteArray bytes; ///< As they go over the wire.
    QList<int> statuses; ///< Any of them is right; 0 is an end without an answer.
};

/// The requests of corpus/requests.txt, whose head says how it is written. @p orderPath is the
/// address of an order that is there, @p key the header with a partner's key of all scopes. A line
/// that cannot be read ends the program.
std::vector<BadRequest> badRequests(const QByteArray &orderPath, const QByteArray &key);
/// Of a product's change.
QByteArray patchRequest(const QByteArray &path, const QByteArray &body, const QByteArray &headers);
/// Name and address that stand in the good order of the corpus; nothing else says them.
QByteArrayList personOfTheCorpus();
/// The good order of the corpus.
QByteArray orderOfTheCorpus();
