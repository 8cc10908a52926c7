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

/// The requests of corpus/requests.txt, whose head says how it is written. @p cancelPath is the
/// address at which an order that is there is cancelled. A line that cannot be read ends the
/// program.
std::vector<BadRequest> badRequests(const QByteArray &cancelPath);
/// Name and address that stand in the good order of the corpus; nothing else says them.
QByteArrayList personOfTheCorpus();
/// The good order of the corpus.
QByteArray orderOfTheCorpus();
