using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk.Host;

namespace Samples.LiveMigration;

/// <summary>What shows a run while it goes on. May be called from any thread.</summary>
internal interface IDisplay : IProgress<MigrationProgress>
{
    /// <summary>Shows whatever is told while an activity goes on.</summary>
    Task<T> ShowAsync<T>(RunView view, Func<Task<T>> activity);

    /// <summary>Shows a line, before or after the activity.</summary>
    void Say(string line);

    void Show(ArcTaken arc);

    void Show(IReadOnlyList<Claim> claims);
}
