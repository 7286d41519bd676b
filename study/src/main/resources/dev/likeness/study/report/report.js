(() => {
  'use strict';
  const study = JSON.parse(document.getElementById('study-data').textContent);
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const DASHES = [[], [7, 4], [2, 3]];
  let theme;
  root.classList.add('scripts');

  function readTheme() {
    const style = getComputedStyle(root);
    const value = (name) => style.getPropertyValue(name).trim();
    theme = {
      paper: value('--paper'), ink: value('--ink'), soft: value('--soft'), line: value('--line'), grid: value('--grid'),
      series: value('--series').split(/\s+/),
    };
    Chart.defaults.color = theme.soft;
    Chart.defaults.borderColor = theme.grid;
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.font.size = 13;
  }

  Chart.defaults.animation = false;
  Chart.defaults.responsive = true;
  Chart.defaults.maintainAspectRatio = false;
  Chart.defaults.plugins.legend.display = false;

  const percent = (share, digits) => (100 * share).toFixed(digits);
  const short = (value) => {
    const units = [[1e12, ' T'], [1e9, ' G'], [1e6, ' M'], [1e3, ' k']];
    const unit = units.find(([size]) => value >= size) || [1, ''];
    return Number((value / unit[0]).toPrecision(3)) + unit[1];
  };
  const tooltip = () => ({
    backgroundColor: theme.ink, titleColor: theme.paper, bodyColor: theme.paper, displayColors: false, padding: 10,
    cornerRadius: 4, titleFont: { weight: '600' },
  });
  const scale = (title, more) => ({
    title: { display: true, text: title, color: theme.soft }, border: { color: theme.line }, grid: { color: theme.grid },
    ...more,
  });
  // Powers of ten, and 2 and 5 times these where few powers are visible.
  const logarithmicLabel = (format) => function (value, index, ticks) {
    const decades = Math.log10(this.max / this.min);
    const lead = value / 10 ** Math.floor(Math.log10(value) + 1e-9);
    const wanted = decades < 1.5 ? [1, 2, 3, 5, 7] : decades < 2.5 ? [1, 2, 5] : [1];
    return wanted.some((one) => Math.abs(lead - one) < 0.01) ? format(value) : null;
  };

  /* Accuracy against cost. */

  const costOf = (contender) => contender.costs[costAxis()];
  const costAxis = () => byId('cost-axis').selectedIndex;

  const marks = {
    id: 'marks',
    beforeDatasetsDraw(chart) {
      const { ctx, scales: { x, y } } = chart;
      ctx.save();
      ctx.strokeStyle = theme.soft;
      ctx.globalAlpha = 0.55;
      ctx.beginPath();
      ctx.rect(chart.chartArea.left, chart.chartArea.top, chart.chartArea.width, chart.chartArea.height);
      ctx.clip();
      ctx.beginPath();
      for (const point of chart.data.datasets[1].data) {
        const at = x.getPixelForValue(point.x);
        ctx.moveTo(at, y.getPixelForValue(point.contender.low));
        ctx.lineTo(at, y.getPixelForValue(point.contender.high));
      }
      ctx.stroke();
      ctx.restore();
    },
    afterDatasetsDraw(chart) {
      const { ctx, chartArea } = chart;
      const taken = chart.getDatasetMeta(1).data.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));
      const meets = (a) => taken.some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom);
      const points = chart.data.datasets[1].data.map((point, i) => ({ ...point, ...position(chart, i) }));
      const rank = (point) => (point.front ? 0 : 2) - (point.contender.baseline ? 1 : 0);
      points.sort((a, b) => rank(a) - rank(b));
      ctx.save();
      ctx.textBaseline = 'middle';
      for (const point of points) {
        ctx.font = `${point.front || point.contender.baseline ? '600 ' : ''}13px ${Chart.defaults.font.family}`;
        const width = ctx.measureText(point.contender.name).width;
        const box = spots(point, width).find((spot) => spot.left >= chartArea.left && spot.right <= chartArea.right + 8
            && spot.top >= chartArea.top - 8 && spot.bottom <= chartArea.bottom && !meets(spot));
        if (box) {
          taken.push(box);
          ctx.lineJoin = 'round';
          ctx.lineWidth = 3;
          ctx.strokeStyle = theme.paper;
          ctx.strokeText(point.contender.name, box.left, (box.top + box.bottom) / 2);
          ctx.fillStyle = point.front ? theme.ink : theme.soft;
          ctx.fillText(point.contender.name, box.left, (box.top + box.bottom) / 2);
        }
      }
      ctx.restore();
    },
  };

  function position(chart, index) {
    const { x, y } = chart.getDatasetMeta(1).data[index];
    return { px: x, py: y };
  }

  // Positions for a name around its dot, the preferred one first.
  function spots({ px, py }, width) {
    const box = (left, middle) => ({ left, right: left + width, top: middle - 8, bottom: middle + 8 });
    return [box(px + 10, py), box(px - 10 - width, py), box(px - width / 2, py - 16), box(px - width / 2, py + 16),
      box(px + 8, py - 13), box(px + 8, py + 13), box(px - 8 - width, py - 13), box(px - 8 - width, py + 13)];
  }

  const known = (contender) => contender.value !== null && costOf(contender) !== null;
  const spread = (contenders) => Math.max(...contenders.map((c) => c.value)) - Math.min(...contenders.map((c) => c.value));

  function costData() {
    const axis = study.axes[costAxis()];
    const measures = byId('cost-measures').checked;
    const best = measures ? axis.front : axis.frontOfLearned;
    const points = study.contenders.filter((contender) => known(contender) && (contender.learned || measures)).map((contender) => ({
      x: costOf(contender), y: contender.value, contender, front: best.includes(study.contenders.indexOf(contender)),
    }));
    const front = best.map((index) => study.contenders[index]).map((contender) => ({ x: costOf(contender), y: contender.value }));
    const most = Math.max(...points.map((point) => point.x));
    if (front.length > 0) {
      front.push({ x: most * 1.6, y: front[front.length - 1].y });
    }
    return { points, front };
  }

  function drawCost() {
    const axis = study.axes[costAxis()];
    const { points, front } = costData();
    const xs = points.map((point) => point.x);
    const lows = points.map((point) => point.contender.low);
    const highs = points.map((point) => point.contender.high);
    const room = 0.05 * (Math.max(...highs) - Math.min(...lows)) || 0.01;
    const narrow = byId('cost-chart').parentElement.clientWidth < 500;
    return new Chart(byId('cost-chart'), {
      data: {
        datasets: [
          { type: 'line', data: front, stepped: true, borderColor: theme.series[0], borderWidth: 1.5, pointRadius: 0, order: 2 },
          {
            type: 'scatter', data: points, order: 1, pointRadius: 5.5, pointHoverRadius: 7, borderWidth: 2,
            pointStyle: points.map((point) => (point.contender.learned ? 'circle' : 'rectRot')),
            backgroundColor: points.map((point) => (point.front ? theme.series[0] : theme.paper)),
            borderColor: points.map((point) => (point.front ? theme.series[0] : theme.soft)),
          },
        ],
      },
      options: {
        clip: false,
        layout: { padding: { top: 8, right: 12 } },
        scales: {
          x: scale(`${axis.label}${narrow ? '' : ` (${axis.unit}, logarithmic)`}`, {
            type: 'logarithmic', min: Math.min(...xs) / 1.6, max: Math.max(...xs) * 1.6,
            ticks: { callback: logarithmicLabel(short), maxRotation: 0, autoSkip: false },
          }),
          y: scale(`${study.figure}, %${study.less ? ' (lower is better)' : ''}`, {
            reverse: study.less, min: Math.max(0, Math.min(...lows) - room), max: Math.min(1, Math.max(...highs) + room),
            ticks: { callback: (value) => Number(percent(value, 2)), includeBounds: false, maxTicksLimit: 8 },
          }),
        },
        plugins: {
          tooltip: {
            ...tooltip(),
            filter: (item) => item.datasetIndex === 1,
            callbacks: {
              title: ([item]) => item && item.raw.contender.name,
              label: ({ raw }) => [
                `${study.figure} ${percent(raw.y, 1)} % (${percent(raw.contender.low, 1)} to ${percent(raw.contender.high, 1)})`,
                `${short(raw.x)} ${axis.unit}`,
              ],
            },
          },
        },
      },
      plugins: [marks],
    });
  }

  /* ROC curves. */

  const FLOOR = 0.001;

  // The first unused colour, so that visible curves differ; after the last colour, dashes distinguish them.
  function takeColour(contender) {
    const used = study.contenders.filter((other) => other.shown && other !== contender)
        .map((other) => other.colour);
    let colour = 0;
    while (used.includes(colour)) {
      colour++;
    }
    contender.colour = colour;
  }

  function stroke(contender) {
    if (!contender.shown) {
      return { colour: theme.soft, width: 1, alpha: '59', dash: contender.learned ? [] : DASHES[1] };
    }
    const { length } = theme.series;
    const turn = Math.floor(contender.colour / length);
    return {
      colour: theme.series[contender.colour % length], width: 2, alpha: '',
      dash: contender.learned ? [[], [12, 3], [12, 3, 3, 3]][turn % 3] : DASHES[1],
    };
  }

  function drawCurves() {
    const low = byId('curve-range').value === 'low';
    const order = (contender) => (contender.shown ? 0 : 1);
    return new Chart(byId('curve-chart'), {
      type: 'line',
      data: {
        datasets: study.contenders.map((contender) => {
          const { colour, width, alpha, dash } = stroke(contender);
          return {
            label: contender.name, order: order(contender), borderColor: colour + alpha, borderWidth: width, borderDash: dash,
            pointRadius: 0, pointHitRadius: contender.shown ? 6 : 0, pointHoverRadius: 4, pointHoverBackgroundColor: colour,
            data: contender.roc.map(([x, y]) => ({ x: low ? Math.max(x, FLOOR / 10) : x, y })),
          };
        }),
      },
      options: {
        layout: { padding: { top: 8, right: 12 } },
        interaction: { mode: 'nearest', intersect: true },
        scales: {
          x: scale('False-positive rate, %', low
            ? { type: 'logarithmic', min: FLOOR, max: 1, ticks: { callback: logarithmicLabel((value) => Number(percent(value, 2))), maxRotation: 0, autoSkip: false } }
            : { type: 'linear', min: 0, max: 1, ticks: { callback: (value) => percent(value, 0), maxRotation: 0 } }),
          y: scale('True-positive rate, %', { min: 0, max: 1, ticks: { callback: (value) => percent(value, 0) } }),
        },
        plugins: {
          tooltip: {
            ...tooltip(),
            callbacks: {
              title: ([item]) => item && item.dataset.label,
              label: ({ raw }) => `true positives ${percent(raw.y, 1)} %, false positives ${percent(raw.x, raw.x < 0.01 ? 2 : 1)} %`,
            },
          },
        },
      },
    });
  }

  function drawLegend() {
    const focused = document.activeElement && document.activeElement.dataset.index;
    byId('curve-legend').replaceChildren(...study.contenders.map((contender, index) => {
      const { colour, width, dash } = stroke(contender);
      const button = document.createElement('button');
      button.type = 'button';
      button.dataset.index = index;
      button.setAttribute('aria-pressed', String(contender.shown));
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      const line = document.createElementNS('http://www.w3.org/2000/svg', 'line');
      for (const [name, value] of Object.entries({ width: 24, height: 8, 'aria-hidden': true })) {
        svg.setAttribute(name, value);
      }
      for (const [name, value] of Object.entries({ x1: 0, x2: 24, y1: 4, y2: 4, stroke: colour, 'stroke-width': width, 'stroke-dasharray': dash.join(' ') })) {
        line.setAttribute(name, value);
      }
      svg.append(line);
      button.append(svg, contender.name);
      button.addEventListener('click', () => {
        contender.shown = !contender.shown;
        if (contender.shown) {
          takeColour(contender);
        }
        redrawCurves();
      });
      return button;
    }));
    if (focused !== undefined) {
      byId('curve-legend').children[focused].focus();
    }
  }

  /* Both. */

  let cost;
  let curves;
  function redrawCost() {
    cost?.destroy();
    cost = drawCost();
  }
  function redrawCurves() {
    curves?.destroy();
    curves = drawCurves();
    drawLegend();
  }
  function redraw() {
    readTheme();
    redrawCost();
    redrawCurves();
  }

  study.contenders.filter((contender) => contender.shown).forEach(takeColour);
  const costs = byId('cost-axis');
  [...costs.options].forEach((option, index) => {
    option.disabled = study.contenders.every((contender) => contender.costs[index] === null);
  });
  costs.selectedIndex = Math.max(0, [...costs.options].findIndex((option) => !option.disabled));
  const learned = study.contenders.filter((contender) => contender.learned && contender.value !== null);
  const measures = byId('cost-measures');
  // Measures far below would compress the scale of the learned contenders.
  measures.checked = learned.length < 2 || spread(study.contenders.filter((c) => c.value !== null)) < 3 * spread(learned);
  measures.parentElement.hidden = study.contenders.every((contender) => contender.learned);
  // Good contenders differ at low false-positive rates.
  byId('curve-range').value = study.contenders.some(({ roc }) => roc.some(([x, y]) => x <= 0.1 && y >= 0.8)) ? 'low' : 'all';
  costs.addEventListener('change', redrawCost);
  measures.addEventListener('change', redrawCost);
  byId('curve-range').addEventListener('change', redrawCurves);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  addEventListener('beforeprint', () => {
    root.classList.add('printing');
    redraw();
  });
  addEventListener('afterprint', () => {
    root.classList.remove('printing');
    redraw();
  });
  redraw();

  const width = new ResizeObserver((entries) => entries.forEach(({ target }) => {
    target.classList.toggle('wide', target.scrollWidth > target.clientWidth + 1);
  }));
  document.querySelectorAll('.scroll').forEach((scroll) => width.observe(scroll));

  byId('copy').addEventListener('click', async () => {
    const text = byId('command');
    try {
      await navigator.clipboard.writeText(text.textContent);
      byId('copy').textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(text);
      byId('copy').textContent = 'Selected';
    }
    setTimeout(() => { byId('copy').textContent = 'Copy'; }, 2000);
  });
})();
