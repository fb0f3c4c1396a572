using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MigSdk.Cli;

/// <summary>How results look to scripts.</summary>
internal static class JsonForms
{
    /// <summary>A document of its own.</summary>
    internal static JsonSerializerOptions Document { get; } = Create(indented: true);

    /// <summary>One of many, a line each.</summary>
    internal static JsonSerializerOptions Line { get; } = Create(indented: false);

    private static JsonSerializerOptions Create(bool indented) => new()
    {
        WriteIndented = indented,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        // The arrow in a message is an arrow; nothing of this goes into a web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
