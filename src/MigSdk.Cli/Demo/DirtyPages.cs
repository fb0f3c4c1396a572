using System.Collections;

namespace MigSdk.Cli.Demo;

/// <summary>Which pages are still to be sent: at first all, then those that were written since they were taken.</summary>
/// <remarks>Not for several threads at once: the device's gate guards it.</remarks>
internal sealed class DirtyPages(int pages)
{
    private readonly BitArray _marks = new(pages, defaultValue: true);
    private int _next;

    /// <summary>How many are marked.</summary>
    internal int Count { get; private set; } = pages;

    /// <summary>How many of them have never been taken.</summary>
    internal int Fresh { get; private set; } = pages;

    /// <summary>Marks the pages of a range of bytes.</summary>
    internal void Mark(int offset, int length)
    {
        for (int page = offset / DemoDevice.PageSize; page * DemoDevice.PageSize < offset + length; page++)
        {
            if (!_marks[page])
                Count++;
            _marks[page] = true;
        }
    }

    /// <summary>Takes the mark off the next page, in a circle; -1 where none is marked.</summary>
    internal int TakeNext()
    {
        for (int i = 0; Count > 0 && i < _marks.Length; i++)
        {
            int page = _next;
            _next = (_next + 1) % _marks.Length;
            if (!_marks[page])
                continue;
            _marks[page] = false;
            Count--;
            // The first time round, what lies before the next page has been taken once.
            if (Fresh > 0)
                Fresh = _marks.Length - page - 1;
            return page;
        }

        return -1;
    }
}
