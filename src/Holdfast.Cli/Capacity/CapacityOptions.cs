using System.CommandLine;

namespace Holdfast.Cli;

/// <summary>What `holdfast capacity` is asked beside the points.</summary>
internal sealed class CapacityOptions
{
    private readonly Option<double?> projected = new("--projected") { Description = "Load to be carried by all servers together", HelpName = "1200/s", CustomParser = CapacityParsers.Rate };
    private readonly Option<double?> growth = new("--growth") { Description = "How the projected load grows", HelpName = "15%/month", CustomParser = CapacityParsers.Growth };
    private readonly Option<int?> servers = new("--servers") { Description = "Servers that there are: says when they are full", HelpName = "4", CustomParser = CapacityParsers.Servers };
    private readonly Option<double?> headroom = new("--headroom") { Description = "Part of each server that stays unused; by default 30%", HelpName = "30%", CustomParser = CapacityParsers.Headroom };
    private readonly Option<bool> oneMayFail = new("--n-minus-1") { Description = "The load must be carried with one server missing" };
    private readonly Option<ulong?> seed = new("--seed") { Description = "Of the intervals' random draws; by default 1", HelpName = "NUMBER", CustomParser = Parsers.Seed };
    private readonly Option<bool> json = new("--json") { Description = "Print JSON" };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { projected, growth, servers, headroom, oneMayFail, seed, json })
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(projected) is null && new Option[] { growth, servers, oneMayFail }.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } lonely)
            {
                result.AddError($"{lonely.Name} says nothing without --projected. Add for example --projected 1200/s");
            }
        });
    }

    /// <summary>Beside the pool's history, which is the load and its growth itself.</summary>
    public void RefuseBeside(Command command, Option history) => LonelyOptions.RefuseBeside(command, history, projected, growth, servers, oneMayFail);

    public CapacityQuestion Read(ParseResult result) => new(
        result.GetValue(projected),
        result.GetValue(growth) ?? 0,
        result.GetValue(servers),
        result.GetValue(headroom) ?? 0.3,
        result.GetValue(oneMayFail),
        result.GetValue(seed) ?? 1,
        result.GetValue(json));
}
