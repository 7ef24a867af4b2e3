using Holdfast.Foundation;

namespace Holdfast.Fuzz.Generation;

/// <summary>Streams of one to four messages by grammar, mostly well-formed, each part with a chance of being one of the known tricks.</summary>
internal sealed class MessageGenerator(SeededRandom random, ByteStream output)
{
    /// <summary>A part is drawn from its whole list, tricks included, once in this many times.</summary>
    private const int TrickEvery = 24;

    private const int OrdinaryEntries = 4;

    public void AddStream(bool responses)
    {
        int messages = OneIn(3) ? 1 + random.Next(4) : 1;
        for (int i = 0; i < messages; i++)
        {
            if (responses)
            {
                AddResponse();
            }
            else
            {
                AddRequest();
            }
        }
    }

    private void AddRequest()
    {
        if (OneIn(30))
        {
            EndLine();
            if (OneIn(4))
            {
                EndLine();
            }
        }

        output.Add(Pick(Words.Methods));
        output.Add(" ");
        output.Add(Pick(Words.Targets));
        if (OneIn(200))
        {
            output.AddRepeated('y', random.Next(90));
        }

        output.Add(OneIn(100) ? "  " : " ");
        output.Add(OneIn(12) ? Any(Words.Versions) : OneIn(8) ? "HTTP/1.0" : "HTTP/1.1");
        EndLine();
        if (!OneIn(60))
        {
            AddField("Host: " + (OneIn(6) ? Any(Words.Hosts) : "a"));
        }

        AddFieldsAndBody();
    }

    private void AddResponse()
    {
        output.Add(OneIn(30) ? Any(Words.Versions) : OneIn(8) ? "HTTP/1.0" : "HTTP/1.1");
        output.Add(" ");
        output.Add(OneIn(3) ? Any(Words.Statuses) : "200 OK");
        EndLine();
        AddFieldsAndBody();
    }

    private void AddFieldsAndBody()
    {
        int framing = random.Next(10);
        int plain = random.Next(4);
        for (int i = 0; i < plain; i++)
        {
            AddField(Any(Words.PlainFields));
        }

        for (int i = OneIn(2) ? random.Next(3) : 0; i > 0; i--)
        {
            AddField(Any(Words.ControlFields));
        }

        if (OneIn(15))
        {
            AddField(Any(Words.BrokenFields));
        }

        if (OneIn(12))
        {
            AddField(Any(Words.FramingFields));
        }

        if (OneIn(40))
        {
            AddField(Any(Words.FramingFields));
            AddField("Host: " + Any(Words.Hosts));
        }

        int length = random.Next(40);
        if (framing is 4 or 5 or 6)
        {
            AddField($"Content-Length: {length}");
        }
        else if (framing > 6)
        {
            AddField("Transfer-Encoding: chunked");
        }

        EndLine();
        AddBody(framing, length);
    }

    private void AddBody(int framing, int length)
    {
        if (framing is 4 or 5 or 6)
        {
            if (OneIn(3))
            {
                const string Smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n1234567890";
                output.Add(Smuggled[..Math.Min(length, Smuggled.Length)]);
                return;
            }

            output.AddRepeated('b', length);
        }
        else if (framing > 6)
        {
            AddChunks();
        }
    }

    private void AddChunks()
    {
        for (int i = random.Next(4); i > 0; i--)
        {
            int size = 1 + random.Next(OneIn(20) ? 300 : 20);
            output.Add(OneIn(TrickEvery) ? Any(Words.ChunkSizes) : size.ToString(OneIn(2) ? "x" : "X"));
            AddExtension();
            EndLine();
            output.AddRepeated(OneIn(10) ? '\r' : 'c', size);
            EndLine();
        }

        output.Add(OneIn(10) ? "000" : "0");
        AddExtension();
        EndLine();
        for (int i = OneIn(3) ? random.Next(4) : 0; i > 0; i--)
        {
            AddField(OneIn(4) ? Any(Words.ControlFields) : OneIn(6) ? Any(Words.FramingFields) : OneIn(12) ? Any(Words.BrokenFields) : OneIn(6) ? "Host: evil" : Any(Words.PlainFields));
        }

        EndLine();
    }

    private void AddExtension()
    {
        if (OneIn(12))
        {
            output.Add(Any(Words.ChunkExtensions));
        }

        if (OneIn(60))
        {
            output.Add(";");
            output.AddRepeated('e', random.Next(270));
        }
    }

    private void AddField(string line)
    {
        int from = output.Length;
        output.Add(line);
        if (OneIn(8))
        {
            ChangeCase(output.Written[from..]);
        }

        EndLine();
    }

    private void ChangeCase(Span<byte> line)
    {
        ulong bits = random.NextUInt64();
        for (int i = 0; i < line.Length && line[i] != ':'; i++)
        {
            line[i] = char.IsAsciiLetter((char)line[i]) && (bits >> (i & 63) & 1) != 0 ? (byte)(line[i] ^ 0x20) : line[i];
        }
    }

    private void EndLine() => output.Add(OneIn(150) ? Any(Words.LineEnds) : "\r\n");

    private string Pick(string[] words) => OneIn(TrickEvery / 2) ? Any(words) : words[random.Next(OrdinaryEntries - 1)];

    private string Any(string[] words) => words[random.Next(words.Length)];

    private bool OneIn(int times) => random.Next(times) == 0;
}
