using System.CommandLine;
using System.CommandLine.Parsing;
using Holdfast.Drills;

namespace Holdfast.Cli;

/// <summary>The options that an origin's behaviour has, made from the same list that its control address understands.</summary>
internal sealed class OriginBehaviourOptions
{
    private readonly List<(BehaviourKey Key, Option<string?> Option)> options = [.. BehaviourKeys.All.Select(key => (key, Make(key)))];

    public void AddTo(Command command)
    {
        foreach ((_, Option<string?> option) in options)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Only after the arguments were found to be right.</summary>
    public OriginBehaviour Read(ParseResult result)
    {
        OriginBehaviour behaviour = new();
        foreach ((BehaviourKey key, Option<string?> option) in options)
        {
            behaviour = result.GetValue(option) is { } text ? key.Set(behaviour, text).Changed! : behaviour;
        }

        return behaviour;
    }

    private static Option<string?> Make(BehaviourKey key) => new(key.Option)
    {
        Description = key.Description,
        HelpName = key.Example,
        CustomParser = result => Check(key, result),
    };

    private static string? Check(BehaviourKey key, ArgumentResult result)
    {
        string written = result.Tokens[0].Value;
        if (key.Set(new OriginBehaviour(), written).Wrong is { } wrong)
        {
            result.AddError($"{key.Option} {wrong}");
            return null;
        }

        return written;
    }
}
