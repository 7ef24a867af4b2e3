using System.Text;

namespace Holdfast.DataPlane.Routing;

/// <summary>
/// A path pattern in which * stands for any bytes of one segment, ** for any bytes at all (both also for none), and a closing /* or /**
/// for anything below or nothing. Matched by walking all possible positions in the pattern at once, as bits: one step per byte of the path,
/// where backtracking could be made to take a path's length squared by whoever sends it. Immutable.
/// </summary>
internal sealed class Glob
{
    private const byte NotInPattern = 0;

    // Bit i: the pattern's first i tokens are matched. Bit TokenCount: all of it.
    private readonly int words;
    private readonly int acceptWord;
    private readonly ulong acceptBit;
    private readonly bool below;

    // Distinct literal bytes are numbered from 1; literals[number] has the bits of the tokens that are this byte.
    private readonly byte[] numbers = new byte[256];
    private readonly ulong[] literals;
    private readonly ulong[] stars;
    private readonly ulong[] deepStars;

    public Glob(string pattern)
    {
        below = EndsWithEverythingBelow(pattern);
        List<Token> tokens = Read(Encoding.UTF8.GetBytes(below ? pattern.TrimEnd('*')[..^1] : pattern));
        LiteralBytes = tokens.Count(token => token.Kind == TokenKind.Literal);
        StarCount = tokens.Count(token => token.Kind == TokenKind.Star);
        DeepStarCount = tokens.Count(token => token.Kind == TokenKind.DeepStar) + (below ? 1 : 0);
        words = (tokens.Count / 64) + 1;
        acceptWord = tokens.Count / 64;
        acceptBit = 1UL << (tokens.Count % 64);
        stars = new ulong[words];
        deepStars = new ulong[words];
        literals = new ulong[words * NumberLiterals(tokens)];
        for (int i = 0; i < tokens.Count; i++)
        {
            SetBit(tokens[i], i);
        }
    }

    private enum TokenKind : byte
    {
        Literal,
        Star,
        DeepStar,
    }

    private int LiteralBytes { get; }

    private int StarCount { get; }

    private int DeepStarCount { get; }

    /// <summary>A closing segment of nothing but stars: /* or /**.</summary>
    public static bool EndsWithEverythingBelow(string pattern) => pattern.EndsWith('*') && pattern.TrimEnd('*').EndsWith('/');

    /// <summary>Negative when the first is more specific.</summary>
    public static int CompareSpecificity(Glob one, Glob other)
    {
        int order = other.LiteralBytes.CompareTo(one.LiteralBytes);
        order = order != 0 ? order : one.DeepStarCount.CompareTo(other.DeepStarCount);
        return order != 0 ? order : one.StarCount.CompareTo(other.StarCount);
    }

    public bool Matches(ReadOnlySpan<byte> path)
    {
        Span<ulong> positions = stackalloc ulong[words];
        positions.Clear();
        positions[0] = 1;
        StepOverStars(positions);
        foreach (byte next in path)
        {
            if (next == '/' && below && Accepts(positions))
            {
                return true;
            }

            if (!Consume(positions, next))
            {
                return false;
            }

            StepOverStars(positions);
        }

        return Accepts(positions);
    }

    private bool Accepts(ReadOnlySpan<ulong> positions) => (positions[acceptWord] & acceptBit) != 0;

    /// <summary>Positions before a literal move on if it is the byte; positions before a star stay if the star may take it.</summary>
    private bool Consume(Span<ulong> positions, byte next)
    {
        ReadOnlySpan<ulong> moving = literals.AsSpan(numbers[next] * words, words);
        ReadOnlySpan<ulong> staying = next == '/' ? deepStars : stars;
        ulong carry = 0;
        ulong left = 0;
        for (int i = 0; i < words; i++)
        {
            ulong moved = positions[i] & moving[i];
            positions[i] = (moved << 1) | carry | (positions[i] & staying[i]);
            carry = moved >> 63;
            left |= positions[i];
        }

        return left != 0;
    }

    /// <summary>A star may stand for nothing. Read() leaves no two stars side by side, so one step is enough.</summary>
    private void StepOverStars(Span<ulong> positions)
    {
        ulong carry = 0;
        for (int i = 0; i < words; i++)
        {
            ulong atStar = positions[i] & stars[i];
            positions[i] |= (atStar << 1) | carry;
            carry = atStar >> 63;
        }
    }

    private static List<Token> Read(byte[] pattern)
    {
        var tokens = new List<Token>(pattern.Length);
        foreach (byte next in pattern)
        {
            if (next != '*')
            {
                tokens.Add(new Token(TokenKind.Literal, next));
            }
            else if (tokens.Count > 0 && tokens[^1].Kind != TokenKind.Literal)
            {
                tokens[^1] = new Token(TokenKind.DeepStar, next);
            }
            else
            {
                tokens.Add(new Token(TokenKind.Star, next));
            }
        }

        return tokens;
    }

    /// <summary>How many numbers there are, with that of bytes the pattern does not contain.</summary>
    private int NumberLiterals(List<Token> tokens)
    {
        byte last = NotInPattern;
        foreach (Token token in tokens)
        {
            if (token.Kind == TokenKind.Literal && numbers[token.Value] == NotInPattern)
            {
                numbers[token.Value] = ++last;
            }
        }

        return last + 1;
    }

    private void SetBit(Token token, int place)
    {
        ulong bit = 1UL << (place % 64);
        int word = place / 64;
        switch (token.Kind)
        {
            case TokenKind.Literal:
                literals[(numbers[token.Value] * words) + word] |= bit;
                break;
            case TokenKind.DeepStar:
                deepStars[word] |= bit;
                stars[word] |= bit;
                break;
            default:
                stars[word] |= bit;
                break;
        }
    }

    private readonly record struct Token(TokenKind Kind, byte Value);
}
