using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>Goes on where it is completed, and not on the thread pool.</summary>
internal sealed class TaskCompletionSource<T>(TaskCreationOptions options)
    : System.Threading.Tasks.TaskCompletionSource<T>(options & ~TaskCreationOptions.RunContinuationsAsynchronously);
