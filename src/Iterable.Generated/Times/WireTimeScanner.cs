namespace Iterable.Generated;

/// <summary>Goes through the text of a date once, from left to right.</summary>
internal struct WireTimeScanner(string text)
{
    private int _at = 0;

    private readonly bool AtEnd => _at == text.Length;

    public bool TryRead(out DateTimeOffset time)
    {
        time = default;
        if (!TryReadDate(out var date))
            return false;
        if (AtEnd)
            return TryCompose(date, TimeSpan.Zero, out time);

        return (Skip('T') || Skip('t') || Skip(' '))
            && TryReadTimeOfDay(out var timeOfDay)
            && TryReadZone(out var offset)
            && AtEnd
            && TryCompose(date + timeOfDay, offset, out time);
    }

    private bool TryReadDate(out DateTime date)
    {
        date = default;
        if (!(TryReadNumber(4, 9999, out var year) && Skip('-') && TryReadNumber(2, 12, out var month) && Skip('-') && TryReadNumber(2, 31, out var day)))
            return false;
        if (year == 0 || month == 0 || day == 0 || day > DateTime.DaysInMonth(year, month))
            return false;

        date = new DateTime(year, month, day);
        return true;
    }

    private bool TryReadTimeOfDay(out TimeSpan timeOfDay)
    {
        timeOfDay = default;
        if (!(TryReadNumber(2, 23, out var hour) && Skip(':') && TryReadNumber(2, 59, out var minute)))
            return false;

        timeOfDay = new TimeSpan(hour, minute, 0);
        if (!Skip(':'))
            return true;
        if (!TryReadNumber(2, 59, out var second))
            return false;

        timeOfDay += TimeSpan.FromSeconds(second) + TimeSpan.FromTicks(ReadFractions());
        return true;
    }

    /// <summary>Reads what follows the second: the ticks of the first fraction; another one is passed over.</summary>
    private long ReadFractions()
    {
        long? ticks = null;
        while (Skip('.'))
        {
            var fraction = 0L;
            for (var unit = TimeSpan.TicksPerSecond / 10; !AtEnd && text[_at] is >= '0' and <= '9'; unit /= 10)
                fraction += (text[_at++] - '0') * unit;
            ticks ??= fraction;
        }

        return ticks ?? 0;
    }

    private bool TryReadZone(out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        while (Skip(' '))
        {
        }

        if (AtEnd || Skip('Z') || Skip('z') || Skip("UTC") || Skip("GMT"))
            return true;

        var west = Skip('-');
        if (!(west || Skip('+')) || !TryReadNumber(2, 14, out var hours))
            return false;

        var minutes = 0;
        if (!AtEnd)
        {
            Skip(':');
            if (!TryReadNumber(2, 59, out minutes))
                return false;
        }

        offset = new TimeSpan(west ? -hours : hours, west ? -minutes : minutes, 0);
        return offset.Duration() <= TimeSpan.FromHours(14);
    }

    private static bool TryCompose(DateTime local, TimeSpan offset, out DateTimeOffset time)
    {
        var utc = local.Ticks - offset.Ticks;
        var exists = utc >= DateTime.MinValue.Ticks && utc <= DateTime.MaxValue.Ticks;
        time = exists ? new DateTimeOffset(local, offset) : default;
        return exists;
    }

    private bool TryReadNumber(int digits, int max, out int number)
    {
        number = 0;
        if (text.Length - _at < digits)
            return false;

        for (var end = _at + digits; _at < end; _at++)
        {
            if (text[_at] is < '0' or > '9')
                return false;
            number = number * 10 + (text[_at] - '0');
        }

        return number <= max;
    }

    private bool Skip(char c)
    {
        if (AtEnd || text[_at] != c)
            return false;

        _at++;
        return true;
    }

    private bool Skip(string word)
    {
        if (string.Compare(text, _at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) != 0)
            return false;

        _at += word.Length;
        return true;
    }
}
