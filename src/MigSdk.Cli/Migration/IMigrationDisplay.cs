using System;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Cli;

/// <summary>What shows a migration while it goes on, and how it has ended.</summary>
internal interface IMigrationDisplay : IProgress<MigrationProgress>
{
    /// <summary>Shows what is reported while an activity goes on.</summary>
    Task<T> ShowAsync<T>(string title, Func<Task<T>> activity);

    /// <summary>Shows the end.</summary>
    void Show(MigrationOutcome outcome);

    /// <summary>Says what happens before there is a migration.</summary>
    void Say(string line);
}
