namespace MigSdk.Analyzers;

/// <summary>Where a rule's page is.</summary>
public static class HelpLink
{
    private const string Folder = "https://github.com/migsdk/migsdk/blob/main/analyzers/rules/";

    /// <summary>The address of a rule's page.</summary>
    public static string Of(string id) => $"{Folder}{id}.md";
}
