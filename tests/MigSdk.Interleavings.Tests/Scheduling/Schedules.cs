using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MigSdk.Interleavings.Tests;

/// <summary>A schedule as text: <c>transition*5 reset*3 transition</c>.</summary>
internal static class Schedules
{
    internal static string Write(IEnumerable<string> actors)
    {
        var text = new StringBuilder();
        string? last = null;
        int times = 0;
        foreach (string? actor in actors.Append(null))
        {
            if (actor == last)
            {
                times++;
                continue;
            }

            if (last is not null)
                text.Append(text.Length > 0 ? " " : "").Append(last).Append(times > 1 ? $"*{times}" : "");
            (last, times) = (actor, 1);
        }

        return text.ToString();
    }

    internal static IEnumerable<string> Read(string schedule) =>
        schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(item =>
        {
            string[] parts = item.Split('*');
            return Enumerable.Repeat(parts[0], parts.Length > 1 ? int.Parse(parts[1], null) : 1);
        });
}
