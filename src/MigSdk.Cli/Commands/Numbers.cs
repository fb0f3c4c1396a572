using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace MigSdk.Cli;

/// <summary>Options that take a number of some unit.</summary>
internal static class Numbers
{
    /// <summary>An option whose number is between two bounds; whatever else is typed is refused by name and bounds.</summary>
    internal static Option<T> Option<T>(string name, string unit, string description, T standard, T least, T most)
        where T : struct, INumber<T> => new(name)
        {
            Description = $"{description} From {least} to {most}.",
            HelpName = unit,
            DefaultValueFactory = _ => standard,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                bool isNumber = T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out T value);
                if (isNumber && value >= least && value <= most)
                    return value;
                result.AddError($"{name} must be a number from {least} to {most}, and not '{text}'.");
                return standard;
            },
        };
}
