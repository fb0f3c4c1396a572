using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MigSdk.Testing;

/// <summary>The report for scripts. Written by hand, so that it works where reflection does not.</summary>
internal static class JsonReport
{
    private static readonly JsonWriterOptions Format = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static string Write(ConformanceReport report)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Format))
        {
            json.WriteStartObject();
            json.WriteString("device", report.Device);
            json.WriteBoolean("isConformant", report.IsConformant);
            json.WriteNumber("seed", report.Seed);
            json.WriteNumber("effort", report.Effort);
            json.WriteStartArray("results");
            foreach (CheckResult result in report.Results)
                Write(json, result);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, CheckResult result)
    {
        json.WriteStartObject();
        json.WriteString("check", result.Check.ToString());
        json.WriteString("law", result.Law);
        json.WriteString("outcome", result.Outcome.ToString());
        json.WriteNumber("cases", result.Cases);
        json.WriteString("note", result.Note);
        json.WriteNumber("milliseconds", (long)result.Duration.TotalMilliseconds);
        json.WriteStartArray("failures");
        foreach (CheckFailure failure in result.Failures)
        {
            json.WriteStartObject();
            json.WriteString("case", failure.Case);
            json.WriteStartArray("walk");
            foreach (string walk in failure.Walk)
                json.WriteStringValue(walk);
            json.WriteEndArray();
            json.WriteString("expected", failure.Expected);
            json.WriteString("seen", failure.Seen);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
