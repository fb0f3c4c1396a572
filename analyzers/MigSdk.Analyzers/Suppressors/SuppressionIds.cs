namespace MigSdk.Analyzers;

/// <summary>The ids of all suppressions of what other analyzers say about drivers.</summary>
public static class SuppressionIds
{
    public const string UnusedHandler = "MIGS0001";
    public const string UnusedParameter = "MIGS0002";
    public const string StaticHandler = "MIGS0003";
}
