using System.CommandLine;
using System.CommandLine.Parsing;

namespace Holdfast.Cli;

/// <summary>Options that would be accepted and do nothing: whoever writes one believes that it does something.</summary>
internal static class LonelyOptions
{
    /// <summary>Refuses options that say nothing without another one.</summary>
    public static void RefuseWithout(Command command, Option needed, params Option[] options) => command.Validators.Add(result =>
    {
        if (!IsGiven(result, needed) && options.FirstOrDefault(option => IsGiven(result, option)) is { } lonely)
        {
            result.AddError($"{lonely.Name} says nothing without {needed.Name}");
        }
    });

    /// <summary>Refuses options that say nothing beside another one.</summary>
    public static void RefuseBeside(Command command, Option other, params Option[] options) => command.Validators.Add(result =>
    {
        if (IsGiven(result, other) && options.FirstOrDefault(option => IsGiven(result, option)) is { } idle)
        {
            result.AddError($"{idle.Name} says nothing with {other.Name}");
        }
    });

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };
}
