namespace MigSdk.Analyzers;

/// <summary>The categories of rules, by which <c>.editorconfig</c> can set the severity of many at once.</summary>
public static class RuleCategories
{
    public const string Drivers = "MigSdk.Drivers";
    public const string Specs = "MigSdk.Specs";
    public const string Use = "MigSdk.Use";
    public const string Sessions = "MigSdk.Sessions";
    public const string Evolution = "MigSdk.Evolution";
}
