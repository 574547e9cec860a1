// SPDX-License-Identifier: GPL-3.0-or-later
//
// For the preset tsan only. Debian's Qt is built without ThreadSanitizer, so that it does not see
// the locks by which Qt hands work from one thread to another, and says that the two race. These
// functions stand before Qt's of the same name, tell the sanitizer what follows on what, and let
// Qt's do the work. What they cannot reach is in packaging/thread_sanitizer.supp.
#include <QMetaObject>
#include <QRunnable>
#include <QThread>
#include <QThreadPool>

#include <dlfcn.h>
#include <future>
#include <sanitizer/tsan_interface.h>

namespace {

template <typename Function>
Function *qtsOwn(const char *mangledName)
{
    return reinterpret_cast<Function *>(::dlsym(RTLD_NEXT, mangledName));
}

// A posted function: what its poster did before comes before it.
class PostedFunction final : public QtPrivate::QSlotObjectBase {
public:
    explicit PostedFunction(QSlotObjectBase *function)
        : QSlotObjectBase(&PostedFunction::perform)
        , m_function(function)
    {
        __tsan_release(this);
    }

private:
    static void perform(int operation, QSlotObjectBase *base, QObject *receiver, void **arguments,
                        bool * /*isSame*/)
    {
        auto *self = static_cast<PostedFunction *>(base);
        __tsan_acquire(self);
        if (operation == Call) {
            self->m_function->call(receiver, arguments);
            __tsan_release(self);
            __tsan_release(QThread::currentThread());
        } else if (operation == Destroy) {
            self->m_function->destroyIfLastRef();
            delete self;
        }
    }

    QSlotObjectBase *m_function;
};

class StartedRunnable final : public QRunnable {
public:
    StartedRunnable(QRunnable *runnable, QThreadPool *pool)
        : m_runnable(runnable)
        , m_pool(pool)
    {
        __tsan_release(this);
    }

    void run() override
    {
        __tsan_acquire(this);
        const bool isOurs = m_runnable->autoDelete();
        m_runnable->run();
        if (isOurs) {
            delete m_runnable;
        }
        __tsan_release(m_pool);
    }

private:
    QRunnable *m_runnable;
    QThreadPool *m_pool;
};

} // namespace

bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slotObj,
                                   Qt::ConnectionType type, qsizetype parameterCount,
                                   const void *const *params, const char *const *names,
                                   const QtPrivate::QMetaTypeInterface *const *metaTypes)
{
    using Invoke = bool(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, qsizetype,
                        const void *const *, const char *const *,
                        const QtPrivate::QMetaTypeInterface *const *);
    static auto *const invoke =
        qtsOwn<Invoke>("_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate"
                       "15QSlotObjectBaseEN2Qt14ConnectionTypeExPKPKvPKPKcPKPKNS2_"
                       "18QMetaTypeInterfaceE");
    auto *const posted = new PostedFunction(slotObj);
    const bool isDone = invoke(object, posted, type, parameterCount, params, names, metaTypes);
    if (type == Qt::BlockingQueuedConnection) {
        __tsan_acquire(posted); // by its address: it may be gone
    }
    return isDone;
}

void QThreadPool::start(QRunnable *runnable, int priority)
{
    using Start = void(QThreadPool *, QRunnable *, int);
    static auto *const start = qtsOwn<Start>("_ZN11QThreadPool5startEP9QRunnablei");
    start(this, new StartedRunnable(runnable, this), priority);
}

bool QThreadPool::waitForDone(QDeadlineTimer deadline)
{
    using Wait = bool(QThreadPool *, QDeadlineTimer);
    static auto *const wait = qtsOwn<Wait>("_ZN11QThreadPool11waitForDoneE14QDeadlineTimer");
    const bool isDone = wait(this, deadline);
    __tsan_acquire(this);
    return isDone;
}

// The body of QThread::create(): its end, as that of every posted function, comes before what
// follows QThread::wait().
QThread *QThread::createThreadImpl(std::future<void> &&body)
{
    using Create = QThread *(std::future<void> &&);
    static auto *const create = qtsOwn<Create>("_ZN7QThread16createThreadImplEOSt6futureIvE");
    return create(std::async(std::launch::deferred, [body = std::move(body)]() mutable {
        body.get();
        __tsan_release(QThread::currentThread());
    }));
}

bool QThread::wait(QDeadlineTimer deadline)
{
    using Wait = bool(QThread *, QDeadlineTimer);
    static auto *const wait = qtsOwn<Wait>("_ZN7QThread4waitE14QDeadlineTimer");
    const bool hasEnded = wait(this, deadline);
    __tsan_acquire(this);
    return hasEnded;
}
