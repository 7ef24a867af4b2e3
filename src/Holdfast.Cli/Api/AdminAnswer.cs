using System.Text.Json;

namespace Holdfast.Cli;

internal sealed record AdminAnswer(int Status, string Body)
{
    /// <summary>What the gateway says to a request that it did not carry out.</summary>
    public ApiProblem Problem()
    {
        try
        {
            ApiProblem? problem = JsonSerializer.Deserialize(Body, ApiJson.Default.ApiProblem);
            return problem is { Detail: { } } ? problem : new ApiProblem($"status {Status}", null);
        }
        catch (JsonException)
        {
            return new ApiProblem($"status {Status}, and not as a Holdfast gateway answers: is something else listening there?", null);
        }
    }

    /// <summary>For an answer that is not a success and carries no findings.</summary>
    public int Refuse()
    {
        string advice = Status == 401 ? " Name the file of a token with --token-file." : "";
        Console.Error.WriteLine($"holdfast: the gateway refused: {Problem().Detail}{advice}");
        return 1;
    }
}
