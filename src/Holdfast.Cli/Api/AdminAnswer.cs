using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Holdfast.Cli;

internal sealed record AdminAnswer(int Status, string Body)
{
    /// <summary>The answer to a request that succeeded. Any other program may listen at the address, and it may well say 200.</summary>
    public T Read<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(Body, type) ?? throw new JsonException();
        }
        catch (JsonException failure)
        {
            throw new IOException("the answer is not that of a Holdfast gateway: is something else listening there? Name its admin.address with --admin", failure);
        }
    }

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

    /// <summary>0 for done, 2 when what was asked for was written wrongly, as where a command finds that out itself, 1 for every other refusal.</summary>
    public int ExitCode => Status switch { 200 or 201 => 0, 400 => UsageErrors.ExitCode, _ => 1 };

    /// <summary>For an answer that is not a success and carries no findings.</summary>
    public int Refuse()
    {
        string advice = Status == 401 ? " Name the file of a token with --token-file." : "";
        Console.Error.WriteLine($"holdfast: the gateway refused: {Problem().Detail}{advice}");
        return ExitCode;
    }
}
