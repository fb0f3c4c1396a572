using System;
using System.Collections.Generic;
using System.IO;

namespace MigSdk.Cli;

/// <summary>What completion offers where a path is typed.</summary>
internal static class PathOffers
{
    private const int Most = 200;

    /// <summary>The folders and the files of a kind that go on from what has been typed.</summary>
    /// <param name="word">What has been typed.</param>
    /// <param name="isWanted">Whether a file is of the kind.</param>
    internal static List<string> For(string word, Func<string, bool> isWanted)
    {
        int nameBegins = word.LastIndexOfAny(['/', '\\']) + 1;
        string folder = word[..nameBegins];
        List<string> offers = [];
        try
        {
            foreach (string entry in Directory.EnumerateFileSystemEntries(
                folder.Length == 0 ? "." : folder, word[nameBegins..] + "*"))
            {
                string name = folder + Path.GetFileName(entry);
                if (Directory.Exists(entry))
                    offers.Add(name + "/");
                else if (isWanted(entry))
                    offers.Add(name);
                if (offers.Count == Most)
                    break;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // What is being typed need not exist.
        }

        return offers;
    }
}
