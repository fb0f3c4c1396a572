using System;

namespace MigSdk.Testing.Execution;

/// <summary>A check has found enough, or cannot go on.</summary>
internal sealed class CheckEndedException : Exception;
