using System.Threading.Tasks;

namespace MigSdk.VfioUser.Tests.Hostile;

internal static class TaskExtensions
{
    /// <summary>Whatever becomes of it: the failure is looked at, so that it does not count as unobserved.</summary>
    internal static void Forget(this Task task) =>
        task.ContinueWith(
            static done => _ = done.Exception, default, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
