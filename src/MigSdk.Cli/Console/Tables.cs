using Spectre.Console;

namespace MigSdk.Cli;

/// <summary>How tables look, everywhere alike.</summary>
internal static class Tables
{
    /// <summary>A table with these headings.</summary>
    internal static Table Create(params string[] columns)
    {
        Table table = new Table().RoundedBorder();
        foreach (string column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)).NoWrap());
        return table;
    }

    /// <summary>Adds a row of plain text.</summary>
    internal static Table Row(this Table table, params string[] cells)
    {
        var row = new Text[cells.Length];
        for (int i = 0; i < cells.Length; i++)
            row[i] = new Text(cells[i]);
        return table.AddRow(row);
    }
}
