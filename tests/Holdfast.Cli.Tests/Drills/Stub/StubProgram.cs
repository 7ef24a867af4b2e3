namespace Holdfast.Cli.Tests.Drills.Stub;

/// <summary>The tests' assembly as a program: the gateway stub needs a process of its own, which a busy test run does not slow down.</summary>
internal static class StubProgram
{
    /// <summary>The arguments that start it with `dotnet`.</summary>
    public static IReadOnlyList<string> Command(StubManner manner, string listener, string admin, string servers) =>
        ["dotnet", typeof(StubProgram).Assembly.Location, manner.ToString(), listener, admin, servers];

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [string manner, string listener, string admin, string servers])
        {
            await Console.Error.WriteLineAsync("usage: MANNER LISTENER ADMIN FILE-OF-SERVERS");
            return 2;
        }

        StubServer[] all = [.. (await File.ReadAllLinesAsync(servers)).Select(static line => line.Split(' ')).Select(static parts => new StubServer(parts[0], parts[1], int.Parse(parts[2])))];
        StubChoice choice = new(Enum.Parse<StubManner>(manner), all);
        await Task.WhenAll(StubSockets.ServeAsync(listener, client => new StubRelay(choice).ServeAsync(client)), StubSockets.ServeAsync(admin, client => StubApi.AnswerAsync(client, choice)));
        return 0;
    }
}
