using System.Text;
using Holdfast.DataPlane.Tests.Serving;
using Xunit.Abstractions;

namespace Holdfast.DataPlane.Tests.Probe;

/// <summary>
/// Raw requests over real sockets to a real gateway before a server that reports what it saw: status, the connection afterwards, and that no
/// smuggled request arrived. Prints a table of scores by family.
/// </summary>
public sealed class ProbeTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryCase_EndsAsAccepted()
    {
        using EchoServer server = new();
        using GatewayHarness gateway = new(server.Scripted);
        List<ProbeCase> cases = [.. ProbeCase.ReadAll()];
        List<string> failures = [];
        Dictionary<string, int[]> scores = [];
        foreach (ProbeCase one in cases)
        {
            ProbeOutcome outcome = Run(one, gateway, server);
            int place = one.Accepted.ToList().IndexOf(outcome);
            int column = place < 0 ? 2 : Math.Min(place, 1);
            (scores.TryGetValue(one.Family, out int[]? row) ? row : scores[one.Family] = new int[3])[column]++;
            if (place < 0)
            {
                failures.Add($"{one.Id}: {outcome}, accepted {string.Join(" or ", one.Accepted)}");
            }
        }

        output.WriteLine("family     best  accepted  failed");
        foreach ((string family, int[] row) in scores)
        {
            output.WriteLine($"{family,-9}{row[0],6}{row[1],10}{row[2],8}");
        }

        cases.Count.ShouldBeGreaterThanOrEqualTo(120);
        failures.ShouldBeEmpty();
        server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void CaseIds_AreUniqueAndOfTheKnownFamilies()
    {
        List<ProbeCase> cases = [.. ProbeCase.ReadAll()];
        cases.Select(one => one.Id).ShouldBeUnique();
        cases.Select(one => one.Family).Distinct().ShouldBe(["SMUG", "MAL", "COMP", "RFC9112", "NORM"]);
    }

    [Fact]
    public void GatewayThatForwardsASmuggledRequest_WouldFail()
    {
        ProbeCase one = ProbeCase.Parse("SMUG-X | 400 close | a\\x41{b*3}\\r\\n");

        Encoding.Latin1.GetString(one.Bytes).ShouldBe("aAbbb\r\n");
        one.Accepted.ShouldContain(new ProbeOutcome(400, Keeps: false, Seen: 0));
        one.Accepted.ShouldNotContain(new ProbeOutcome(400, Keeps: false, Seen: 1));
    }

    private static ProbeOutcome Run(ProbeCase one, GatewayHarness gateway, EchoServer server)
    {
        server.Seen.Clear();
        using ScriptedConnection client = gateway.Connect();
        try
        {
            client.Write(one.Bytes);
        }
        catch (IOException)
        {
            // Refused while more was being sent: the answer is here all the same.
        }

        bool toHead = one.Bytes.AsSpan().StartsWith("HEAD "u8);
        int status = ReadAnswer(client, toHead, out bool closes);
        bool keeps = !closes && TakesAnother(client, one.Accepted[0].Seen - 1);
        // The follow-up is a request of ours; what is complete before it is the case's.
        return new ProbeOutcome(status, keeps, server.Seen.Count(line => !line.StartsWith("GET /follow-up ", StringComparison.Ordinal)));
    }

    /// <summary>The first final answer.</summary>
    private static int ReadAnswer(ScriptedConnection client, bool toHead, out bool closes)
    {
        for (;;)
        {
            string? head = client.ReadHead();
            if (head is null)
            {
                closes = true;
                return 0;
            }

            int status = int.Parse(head.Split(' ')[1]);
            if (status >= 200)
            {
                closes = head.Contains("Connection: close", StringComparison.Ordinal);
                if (!toHead)
                {
                    client.ReadBody(head);
                }

                if (closes)
                {
                    ReadToEnd(client);
                }

                return status;
            }
        }
    }

    private static void ReadToEnd(ScriptedConnection client)
    {
        try
        {
            client.ReadToEnd().ShouldBeEmpty("nothing may follow an answer that closes");
        }
        catch (IOException)
        {
            // Reset after the answer: more was sent than is ever read.
        }
    }

    /// <summary>The connection answers a request of ours, and before it as many more of the case as it holds.</summary>
    private static bool TakesAnother(ScriptedConnection client, int more)
    {
        client.Write("GET /follow-up HTTP/1.1\r\nHost: a\r\n\r\n");
        for (int i = 0; i <= Math.Max(more, 0); i++)
        {
            string head = client.ReadHead()!;
            client.ReadBody(head);
            if (head.Contains(Uri.EscapeDataString("GET /follow-up HTTP/1.1"), StringComparison.Ordinal))
            {
                return i == Math.Max(more, 0);
            }
        }

        return false;
    }
}
